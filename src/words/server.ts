import type { Words } from '../core/words.ts'

/** What a server says at a terminal when it starts and ends. */
export const serverWords = {
  firstKey: {
    'en-us': "The administrator's key was created; it is kept in {file}. To use it elsewhere:",
    'zh-cn': '已创建管理员密钥，保存在 {file}。在其他地方使用：',
  },
  listening: {
    'en-us': 'Stepwell listens at {url}; the console is at {url}/console/. Stop it with Ctrl-C.',
    'zh-cn': 'Stepwell 正在监听 {url}，控制台位于 {url}/console/。按 Ctrl-C 停止。',
  },
  listeningEverywhere: {
    'en-us':
      'Stepwell listens on all addresses of this machine, here at {url}; the console is at {url}/console/. Stop it with Ctrl-C.',
    'zh-cn':
      'Stepwell 正在监听本机的所有地址，在本机可用 {url} 访问；控制台位于 {url}/console/。按 Ctrl-C 停止。',
  },
  holds: {
    'en-us':
      'It holds: no task begins or goes on. Look, pause, cancel; what was asked for is done once it is started without --hold.',
    'zh-cn': '处于保持状态：任务不会开始或继续。可以查看、暂停、取消；不带 --hold 启动后才会执行这些请求。',
  },
  stopping: {
    'en-us': 'Stopping: running tasks are given back at their next cancel point and go on at the next start.',
    'zh-cn': '正在停止：运行中的任务将在下一个可取消点交还，并在下次启动后继续。',
  },
  needsTls: {
    'en-us':
      'A host beyond loopback ({host}) needs TLS: set STEPWELL_TLS_CERTIFICATE and STEPWELL_TLS_KEY to a certificate of your own, start with --development-certificate to have one made, or declare a proxy in front that ends it with STEPWELL_PROXY=true.',
    'zh-cn':
      '监听回环地址以外的主机（{host}）需要TLS：请将 STEPWELL_TLS_CERTIFICATE 和 STEPWELL_TLS_KEY 设为自己的证书，或用 --development-certificate 启动以生成证书，或用 STEPWELL_PROXY=true 声明前置终止TLS的代理。',
  },
  certificateHalf: {
    'en-us': 'STEPWELL_TLS_CERTIFICATE and STEPWELL_TLS_KEY belong together: set both, or none.',
    'zh-cn': 'STEPWELL_TLS_CERTIFICATE 和 STEPWELL_TLS_KEY 必须同时设置或同时不设置。',
  },
  certificateTwice: {
    'en-us':
      '--development-certificate stands beside STEPWELL_TLS_CERTIFICATE and STEPWELL_TLS_KEY: leave it out to use your own certificate, or unset both to use that of development.',
    'zh-cn':
      '--development-certificate 与 STEPWELL_TLS_CERTIFICATE、STEPWELL_TLS_KEY 同时出现：要使用自己的证书，请去掉该选项；要使用开发证书，请取消这两项设置。',
  },
  'certificate.unreadable': {
    'en-us': '{file} cannot be read: it has to be there and yours. It is named by the TLS settings.',
    'zh-cn': '无法读取 {file}：该文件必须存在并属于当前用户。它由TLS设置指定。',
  },
  'certificate.unusable': {
    'en-us': '{file} is no PEM file of a certificate or a key.',
    'zh-cn': '{file} 不是证书或密钥的PEM文件。',
  },
  'certificate.mismatch': {
    'en-us': 'The key {file} is not the one of the TLS certificate.',
    'zh-cn': '密钥 {file} 与TLS证书不匹配。',
  },
  developmentCertificate: {
    'en-us':
      'The development certificate is {file}: clients of this folder trust it; others with NODE_EXTRA_CA_CERTS or curl --cacert.',
    'zh-cn':
      '开发证书为 {file}：使用此数据目录的客户端已信任它；其他客户端可用 NODE_EXTRA_CA_CERTS 或 curl --cacert。',
  },
  developmentCertificateAnew: {
    'en-us':
      'The development certificate was made anew, because the one before ended soon or did not name where this server listens now: {file}. Clients of this folder trust it; who trusts the one before has to trust this one (NODE_EXTRA_CA_CERTS or curl --cacert).',
    'zh-cn':
      '已重新生成开发证书，因为原证书即将到期，或未包含服务器当前的监听地址：{file}。使用此数据目录的客户端已信任它；信任原证书的其他客户端需改为信任新证书（NODE_EXTRA_CA_CERTS 或 curl --cacert）。',
  },
  keyRingMissing: {
    'en-us':
      'The key ring {file} is missing, and the data folder is not new: restore it from a backup, because without it no stored secret can be opened.',
    'zh-cn': '密钥环 {file} 缺失，而数据目录并非新建：请从备份恢复，否则无法打开任何已保存的密钥。',
  },
  keyRingOther: {
    'en-us':
      'The key ring {file} belongs to another data folder: it opens none of the secrets kept here. Restore the one that belongs to this database.',
    'zh-cn': '密钥环 {file} 属于其他数据目录，无法打开此处保存的任何密钥。请恢复属于此数据库的密钥环。',
  },
  schemaUnusable: {
    'en-us': 'The input schema of operation {operation} cannot be used: {why}. Correct the recipe.',
    'zh-cn': '操作 {operation} 的输入模式无法使用：{why}。请修正该操作。',
  },
} satisfies { readonly [name: string]: Words }
