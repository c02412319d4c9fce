import type { AuditAct } from '../core/audit.ts'
import type { Words } from '../core/words.ts'

/** What people read for what is audited. */
export const auditActWords: { readonly [act in AuditAct]: Words } = {
  signed_in: { 'en-us': 'Signed in', 'zh-cn': '登录' },
  sign_in_refused: { 'en-us': 'Sign-in refused', 'zh-cn': '登录被拒绝' },
  token_created: { 'en-us': 'Token created', 'zh-cn': '创建令牌' },
  token_refused: { 'en-us': 'Token refused', 'zh-cn': '令牌申请被拒绝' },
  signed_out: { 'en-us': 'Signed out', 'zh-cn': '退出登录' },
  user_created: { 'en-us': 'User created', 'zh-cn': '创建用户' },
  user_changed: { 'en-us': 'User changed', 'zh-cn': '更改用户' },
  user_removed: { 'en-us': 'User deleted', 'zh-cn': '删除用户' },
  password_changed: { 'en-us': 'Password changed', 'zh-cn': '更改密码' },
  password_refused: { 'en-us': 'Password change refused', 'zh-cn': '更改密码被拒绝' },
  policy_attached: { 'en-us': 'Policy attached', 'zh-cn': '附加策略' },
  policy_detached: { 'en-us': 'Policy detached', 'zh-cn': '解除策略' },
  project_created: { 'en-us': 'Project created', 'zh-cn': '创建项目' },
  project_changed: { 'en-us': 'Project changed', 'zh-cn': '更改项目' },
  project_removed: { 'en-us': 'Project deleted', 'zh-cn': '删除项目' },
  policy_created: { 'en-us': 'Policy created', 'zh-cn': '创建策略' },
  policy_changed: { 'en-us': 'Policy changed', 'zh-cn': '更改策略' },
  policy_removed: { 'en-us': 'Policy deleted', 'zh-cn': '删除策略' },
  key_created: { 'en-us': 'Access key created', 'zh-cn': '创建访问密钥' },
  key_rotated: { 'en-us': 'Access key rotated', 'zh-cn': '轮换访问密钥' },
  key_disabled: { 'en-us': 'Access key disabled', 'zh-cn': '停用访问密钥' },
  key_enabled: { 'en-us': 'Access key enabled', 'zh-cn': '启用访问密钥' },
  key_removed: { 'en-us': 'Access key deleted', 'zh-cn': '删除访问密钥' },
  key_ring_rotated: { 'en-us': 'Key ring rotated', 'zh-cn': '轮换密钥环' },
}
