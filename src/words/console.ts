import type { Words } from '../core/words.ts'
import { consoleAccessWords } from './console-access.ts'
import { consoleRegistryWords } from './console-registry.ts'
import { consoleTaskWords } from './console-task.ts'

/** Everything the console says of its own, by name; the rest comes with the server's answers. */
export const consoleWords = {
  'signIn.title': { 'en-us': 'Sign in', 'zh-cn': '登录' },
  'signIn.isOver': {
    'en-us':
      'The session is over: its 12 hours have passed, or it was ended elsewhere, as by a new password. Sign in to go on where you were.',
    'zh-cn': '会话已结束：已满 12 小时，或已在别处结束（例如更改了密码）。登录后可从当前页面继续。',
  },
  'signIn.way': { 'en-us': 'How to sign in', 'zh-cn': '登录方式' },
  'signIn.byPassword': { 'en-us': 'Password', 'zh-cn': '密码' },
  'signIn.byAccessKey': { 'en-us': 'Access key', 'zh-cn': '访问密钥' },
  'signIn.user': { 'en-us': 'User', 'zh-cn': '用户名' },
  'signIn.password': { 'en-us': 'Password', 'zh-cn': '密码' },
  'signIn.whoSets': {
    'en-us': 'An administrator gives you a password: stepwell user add NAME.',
    'zh-cn': '密码由管理员设置：stepwell user add 用户名。',
  },
  'signIn.accessKey': { 'en-us': 'Access key', 'zh-cn': '访问密钥（AK）' },
  'signIn.secretKey': { 'en-us': 'Secret key', 'zh-cn': '密钥（SK）' },
  'signIn.show': { 'en-us': 'Show what is typed', 'zh-cn': '显示输入内容' },
  'signIn.do': { 'en-us': 'Sign in', 'zh-cn': '登录' },
  'signIn.where': {
    'en-us':
      'The first key was printed when the server started for the first time; it is in credentials.json in its data folder.',
    'zh-cn': '首个密钥在服务器首次启动时打印，并保存在其数据目录的 credentials.json 中。',
  },

  'nav.tasks': { 'en-us': 'Tasks', 'zh-cn': '任务' },
  'nav.instances': { 'en-us': 'Instances', 'zh-cn': '实例' },
  'nav.operations': { 'en-us': 'Operations', 'zh-cn': '操作' },
  'nav.access': { 'en-us': 'Access', 'zh-cn': '访问管理' },

  'shell.skip': { 'en-us': 'Skip to the content', 'zh-cn': '跳到内容' },
  'shell.places': { 'en-us': 'Pages', 'zh-cn': '页面' },
  'shell.language': { 'en-us': 'Language', 'zh-cn': '语言' },
  'shell.theme': { 'en-us': 'Theme', 'zh-cn': '主题' },
  'shell.project': { 'en-us': 'Project {project}', 'zh-cn': '项目 {project}' },
  'shell.signOut': { 'en-us': 'Sign out', 'zh-cn': '退出登录' },
  'shell.close': { 'en-us': 'Close', 'zh-cn': '关闭' },
  'shell.tryAgain': { 'en-us': 'Try again', 'zh-cn': '重试' },
  'shell.unreachable': { 'en-us': 'The server does not answer', 'zh-cn': '服务器没有响应' },
  'shell.unreachableRemedy': {
    'en-us': 'It is looked for again and again. Tasks go on by themselves once it is back.',
    'zh-cn': '页面会不断重试。服务器恢复后任务会自动继续。',
  },
  'shell.mayBeDone': {
    'en-us': 'Whether this was done is not known. See how things stand before you do it again.',
    'zh-cn': '无法确定是否已执行。请先查看当前状态，再决定是否重试。',
  },
  'shell.fault': { 'en-us': 'The page has a fault', 'zh-cn': '页面出错' },
  'shell.faultRemedy': {
    'en-us': 'Load it anew. If that does not help, report this: {message}',
    'zh-cn': '请重新加载页面。如仍未解决，请报告：{message}',
  },
  'shell.asItWas': {
    'en-us':
      'The server does not answer. What is shown is how it was at {at}; tasks go on by themselves once it is back.',
    'zh-cn': '服务器没有响应。所显示的是 {at} 时的状态；服务器恢复后任务会自动继续。',
  },
  'shell.notFollowed': {
    'en-us': 'What happens is not followed; what is shown is read again every few seconds.',
    'zh-cn': '无法实时更新，所显示的内容每隔几秒重新读取一次。',
  },
  'shell.notFound': { 'en-us': 'There is nothing here', 'zh-cn': '此处没有内容' },
  'shell.notFoundRemedy': {
    'en-us': 'The address is not one of the console.',
    'zh-cn': '该地址不属于控制台。',
  },
  'shell.fallen': { 'en-us': 'This part of the page cannot be shown', 'zh-cn': '无法显示页面的这一部分' },
  'shell.fallenRemedy': {
    'en-us': 'The server may have been upgraded since the page was loaded: load it anew.',
    'zh-cn': '服务器可能在页面加载后已升级：请重新加载页面。',
  },
  'shell.loadAnew': { 'en-us': 'Load the page anew', 'zh-cn': '重新加载页面' },
  'shell.copy': { 'en-us': 'Copy', 'zh-cn': '复制' },
  'shell.copied': { 'en-us': 'Copied', 'zh-cn': '已复制' },
  'shell.loading': { 'en-us': 'Loading', 'zh-cn': '正在加载' },

  'theme.light': { 'en-us': 'Light', 'zh-cn': '浅色' },
  'theme.dark': { 'en-us': 'Dark', 'zh-cn': '深色' },
  'theme.auto': { 'en-us': 'System', 'zh-cn': '跟随系统' },

  'live.live': { 'en-us': 'Live', 'zh-cn': '实时' },
  'live.starting': { 'en-us': 'Connecting', 'zh-cn': '正在连接' },
  'live.lost': { 'en-us': 'Server away, trying', 'zh-cn': '连接中断，正在重试' },
  'live.refused': { 'en-us': 'Not followed', 'zh-cn': '无法实时更新' },
  'live.paused': { 'en-us': 'Standing still', 'zh-cn': '已停止刷新' },
  'live.pause': { 'en-us': 'Stop updating what is shown', 'zh-cn': '停止刷新' },
  'live.resume': { 'en-us': 'Show what has happened since', 'zh-cn': '恢复刷新' },

  'shortcuts.title': { 'en-us': 'Keyboard shortcuts', 'zh-cn': '键盘快捷键' },
  'shortcuts.on': { 'en-us': 'Keys of one character do something', 'zh-cn': '启用单字符快捷键' },
  'shortcuts.onHow': {
    'en-us': 'Switch it off where speech or a slip of the hand would set them off.',
    'zh-cn': '使用语音输入或容易误触时，可将其关闭。',
  },
  'shortcuts.tasks': { 'en-us': 'Go to the tasks', 'zh-cn': '转到任务' },
  'shortcuts.instances': { 'en-us': 'Go to the instances', 'zh-cn': '转到实例' },
  'shortcuts.operations': { 'en-us': 'Go to the operations', 'zh-cn': '转到操作' },
  'shortcuts.access': { 'en-us': 'Go to users, keys, policies and the audit', 'zh-cn': '转到访问管理' },
  'shortcuts.search': { 'en-us': 'Search', 'zh-cn': '搜索' },
  'shortcuts.next': { 'en-us': 'Next row', 'zh-cn': '下一行' },
  'shortcuts.previous': { 'en-us': 'Row before', 'zh-cn': '上一行' },
  'shortcuts.open': { 'en-us': 'Open what is marked', 'zh-cn': '打开所选行' },
  'shortcuts.select': { 'en-us': 'Select or unselect a task', 'zh-cn': '选择或取消选择任务' },
  'shortcuts.pause': { 'en-us': 'Stop updating, or go on', 'zh-cn': '停止或恢复刷新' },
  'shortcuts.act': { 'en-us': "Do one of a task's actions, by its place", 'zh-cn': '按序号执行任务的操作' },

  ...consoleTaskWords,
  ...consoleRegistryWords,
  ...consoleAccessWords,
} satisfies Readonly<Record<string, Words>>
