import type { CommonFailureCode, FailureWords } from '../core/failure.ts'

/** The words of the failures common to all services. */
export const commonFailures: { readonly [code in CommonFailureCode]: FailureWords } = {
  'STW.0002': {
    message: {
      'en-us': 'The task was begun with version {version} of {operation}, and this server has {loaded}.',
      'zh-cn': '任务以 {operation} 的版本 {version} 开始，而本服务器加载的是版本 {loaded}。',
    },
    remedy: {
      'en-us': 'Submit it again to run with the version of now.',
      'zh-cn': '请重新提交，以当前版本执行。',
    },
  },
  'STW.0004': {
    message: {
      'en-us': 'Step {step} took longer than the {seconds} s it is given.',
      'zh-cn': '步骤 {step} 超过了 {seconds} 秒的时限。',
    },
    remedy: {
      'en-us': 'Find out what held it up on the servers, then try again.',
      'zh-cn': '请查明服务器上的延误原因后重试。',
    },
  },
  'STW.0005': {
    message: {
      'en-us': 'Step {step} has ended its worker {deaths} times while nothing else ran in it.',
      'zh-cn': '步骤 {step} 单独执行时已 {deaths} 次导致工作进程终止。',
    },
    remedy: {
      'en-us':
        "Look at the worker's last words in the server's log, mend the recipe or give it more memory, then retry.",
      'zh-cn': '请查看服务器日志中工作进程的最后输出，修正操作或增加内存后重试。',
    },
  },
  'STW.0006': {
    message: {
      'en-us':
        'Effect {effect} could not be undone: the worker has died {deaths} times of it. The instance stays locked.',
      'zh-cn': '{effect} 无法撤销：工作进程已因此终止 {deaths} 次。实例保持锁定。',
    },
    remedy: {
      'en-us': 'Undo it by hand on the servers, then have an administrator release the instance.',
      'zh-cn': '请在服务器上手动撤销，然后由管理员释放实例。',
    },
  },
  'STW.0007': {
    message: {
      'en-us': 'Effect {effect} could not be undone: {why}. The instance stays locked.',
      'zh-cn': '{effect} 无法撤销：{why}。实例保持锁定。',
    },
    remedy: {
      'en-us': 'Undo it by hand on the servers, then have an administrator release the instance.',
      'zh-cn': '请在服务器上手动撤销，然后由管理员释放实例。',
    },
  },
  'STW.0008': {
    message: {
      'en-us': 'Step {step} ended with an error it does not know: {why}.',
      'zh-cn': '步骤 {step} 出现未知错误：{why}。',
    },
    remedy: {
      'en-us': "Look at the worker's log; if the cause is gone, submit it again.",
      'zh-cn': '请查看工作进程的日志；原因排除后请重新提交。',
    },
  },
  'STW.0009': {
    message: {
      'en-us': 'Operation {operation} is not loaded in this server.',
      'zh-cn': '本服务器未加载操作 {operation}。',
    },
    remedy: {
      'en-us': 'Start the server with --operations and the recipe, then submit it again.',
      'zh-cn': '请使用 --operations 加载该操作并重启服务器，然后重新提交。',
    },
  },
}
