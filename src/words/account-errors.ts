import type { AccountErrorCode } from '../core/error.ts'
import type { ErrorWords } from './task-errors.ts'

/** The words of what is refused about users, keys, policies and projects. */
export const accountErrorWords: { readonly [code in AccountErrorCode]: ErrorWords } = {
  user_not_found: {
    message: { 'en-us': 'There is no user {user}.', 'zh-cn': '用户 {user} 不存在。' },
    remedy: {
      'en-us': 'Look at the list of users: stepwell user list.',
      'zh-cn': '请查看用户列表：stepwell user list。',
    },
  },
  project_not_found: {
    message: {
      'en-us': 'There is no project {project} that this user has anything to do in.',
      'zh-cn': '项目 {project} 不存在，或该用户在其中没有任何权限。',
    },
    remedy: {
      'en-us': 'Name one of your projects, or have an administrator attach a policy for it.',
      'zh-cn': '请指定您有权限的项目，或请管理员为您附加该项目的策略。',
    },
  },
  policy_not_found: {
    message: {
      'en-us': 'There is no policy {policy}, or the user does not have it there.',
      'zh-cn': '策略 {policy} 不存在，或用户在此处未附加该策略。',
    },
    remedy: {
      'en-us':
        'Look at the list of policies (stepwell policy list), and at where the user has them (stepwell user show): --project names a project.',
      'zh-cn':
        '请查看策略列表（stepwell policy list）以及用户在何处附加了策略（stepwell user show）：项目由 --project 指定。',
    },
  },
  key_not_found: {
    message: { 'en-us': 'There is no access key {key}.', 'zh-cn': '访问密钥 {key} 不存在。' },
    remedy: {
      'en-us': 'Look at the list of keys: stepwell key list.',
      'zh-cn': '请查看密钥列表：stepwell key list。',
    },
  },
  name_taken: {
    message: { 'en-us': 'The name {name} is taken.', 'zh-cn': '名称 {name} 已被使用。' },
    remedy: {
      'en-us': 'Choose another name. That of a user who was removed is never given again.',
      'zh-cn': '请使用其他名称。已删除用户的名称不会再次使用。',
    },
  },
  account_changed: {
    message: {
      'en-us': '{name} was changed by somebody else at the same moment; this change was not made.',
      'zh-cn': '{name} 同时被他人更改，本次更改未执行。',
    },
    remedy: {
      'en-us': 'Look at it again, then decide.',
      'zh-cn': '请重新查看后再决定。',
    },
  },
  policy_in_use: {
    message: {
      'en-us': 'Users have the policy {policy}: {users}.',
      'zh-cn': '以下用户正在使用策略 {policy}：{users}。',
    },
    remedy: { 'en-us': 'Detach it from them first.', 'zh-cn': '请先解除这些用户的该策略。' },
  },
  project_in_use: {
    message: {
      'en-us': 'The project {project} has instances, tasks or access keys.',
      'zh-cn': '项目 {project} 中仍有实例、任务或访问密钥。',
    },
    remedy: {
      'en-us': 'Remove its instances and keys first; tasks go when they are not kept any longer.',
      'zh-cn': '请先移除其实例和密钥；任务在保留期结束后自动移除。',
    },
  },
  last_administrator: {
    message: {
      'en-us': 'The user {user} is the only administrator in use.',
      'zh-cn': '用户 {user} 是唯一可用的管理员。',
    },
    remedy: {
      'en-us': 'Make another user an administrator first.',
      'zh-cn': '请先将另一用户设为管理员。',
    },
  },
  sign_in_limited: {
    message: {
      'en-us': 'Too many attempts to sign in have failed; the next may be made in {seconds} s.',
      'zh-cn': '登录失败次数过多，请在 {seconds} 秒后重试。',
    },
    remedy: {
      'en-us': 'Wait. Access keys and who is signed in go on working.',
      'zh-cn': '请稍候。访问密钥和已登录的会话不受影响。',
    },
  },
}
