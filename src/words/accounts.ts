import type { Words } from '../core/words.ts'

/** What is wrong with what was sent about users, projects and policies. */
export const accountProblemWords = {
  userName: {
    'en-us':
      'is 1 to 64 letters, digits, blanks and . _ @ - (not at its ends), and begins neither with STWL nor with worker-',
    'zh-cn': '须为 1 至 64 个字母、数字、空格或 . _ @ -（首尾除外），且不得以 STWL 或 worker- 开头',
  },
  accountName: {
    'en-us': 'is 1 to 64 letters, digits and . _ -, and begins with a letter or a digit',
    'zh-cn': '须为 1 至 64 个字母、数字或 . _ -，且以字母或数字开头',
  },
  projectName: {
    'en-us':
      'is 1 to 64 letters, digits and . _ -, begins with a letter or a digit, and is not 32 hex digits, as ids are',
    'zh-cn': '须为 1 至 64 个字母、数字或 . _ -，以字母或数字开头，且不得是 32 位十六进制数字（ID 的格式）',
  },
  projectOfKey: {
    'en-us': 'is not the id of a project: make the project first, which gives it its id',
    'zh-cn': '不是项目的 ID：请先创建项目以获得其 ID',
  },
  passwordLength: {
    'en-us': 'has {least} to {most} characters',
    'zh-cn': '长度须为 {least} 至 {most} 个字符',
  },
  keyOfUser: {
    'en-us': 'says whose key it is, so that administrator cannot be given: it is the user who is one',
    'zh-cn': '已指定密钥所属用户，不能再指定 administrator：是否为管理员取决于用户',
  },
  otherAccount: {
    'en-us': 'the domain that is named is not the account of this server, which is called {name}',
    'zh-cn': '所指定的账号（domain）不是本服务器的账号，后者名为 {name}',
  },
  signInWays: {
    'en-us': 'has either accessKey and secretKey, or user and password',
    'zh-cn': '须包含 accessKey 和 secretKey，或者 user 和 password',
  },
} as const satisfies { readonly [name: string]: Words }
