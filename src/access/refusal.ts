/** Why a caller was not let in. An unknown or disabled key is `wrong_signature` or `wrong_token`, like a wrong secret. */
export type RefusalReason =
  | 'missing_authorization'
  | 'doubled_header'
  | 'unsupported_scheme'
  | 'malformed_authorization'
  | 'missing_date'
  | 'malformed_date'
  | 'unsigned_date'
  | 'date_out_of_range'
  | 'missing_signed_header'
  | 'malformed_url'
  | 'unsigned_payload'
  | 'wrong_payload_hash'
  | 'wrong_signature'
  | 'wrong_token'
  | 'expired_token'
  | 'wrong_session'
  | 'cross_site'

/** A refused caller: why, and the access key it claimed to be (null if it named none or came with a token). */
export interface Refusal {
  readonly ok: false
  readonly reason: RefusalReason
  readonly accessKey: string | null
}

/** What each reason says to the caller, in both languages: what is wrong, never what would be right. */
export const refusalTexts: Readonly<
  Record<RefusalReason, { readonly 'en-us': string; readonly 'zh-cn': string }>
> = {
  missing_authorization: {
    'en-us': 'The request carries no Authorization header.',
    'zh-cn': '请求缺少 Authorization 头。',
  },
  doubled_header: {
    'en-us': 'Authorization, X-Sdk-Date or X-Sdk-Content-Sha256 was sent more than once.',
    'zh-cn': 'Authorization、X-Sdk-Date 或 X-Sdk-Content-Sha256 头重复出现。',
  },
  unsupported_scheme: {
    'en-us': 'This kind of Authorization is not accepted here.',
    'zh-cn': '此处不接受该类型的 Authorization。',
  },
  malformed_authorization: {
    'en-us': 'The Authorization header cannot be read.',
    'zh-cn': 'Authorization 头无法解析。',
  },
  missing_date: {
    'en-us': 'The request carries no X-Sdk-Date header.',
    'zh-cn': '请求缺少 X-Sdk-Date 头。',
  },
  malformed_date: {
    'en-us': 'X-Sdk-Date is not a date of the form YYYYMMDDTHHMMSSZ.',
    'zh-cn': 'X-Sdk-Date 不是 YYYYMMDDTHHMMSSZ 格式的日期。',
  },
  unsigned_date: {
    'en-us': 'X-Sdk-Date is not among the signed headers.',
    'zh-cn': 'X-Sdk-Date 不在已签名的头中。',
  },
  date_out_of_range: {
    'en-us': "X-Sdk-Date is more than 15 minutes away from the server's time; set the clock and sign again.",
    'zh-cn': 'X-Sdk-Date 与服务器时间相差超过 15 分钟，请校准时钟后重新签名。',
  },
  missing_signed_header: {
    'en-us': 'A header named in SignedHeaders is not in the request.',
    'zh-cn': 'SignedHeaders 中的某个头不在请求中。',
  },
  malformed_url: {
    'en-us': 'The path or query is not valid percent-encoded UTF-8.',
    'zh-cn': '路径或查询参数不是有效的百分号编码 UTF-8。',
  },
  unsigned_payload: {
    'en-us': 'This request has a body, so the body must be signed.',
    'zh-cn': '该请求带有消息体，消息体必须签名。',
  },
  wrong_payload_hash: {
    'en-us': 'X-Sdk-Content-Sha256 does not match the body.',
    'zh-cn': 'X-Sdk-Content-Sha256 与消息体不一致。',
  },
  wrong_signature: {
    'en-us': 'The access key is not valid or the signature does not match the request.',
    'zh-cn': '访问密钥无效或签名与请求不匹配。',
  },
  wrong_token: {
    'en-us': 'The token is not valid.',
    'zh-cn': '令牌无效。',
  },
  expired_token: {
    'en-us': 'The token has expired; get a new one.',
    'zh-cn': '令牌已过期，请重新获取。',
  },
  wrong_session: {
    'en-us': 'The sign-in is over; sign in again.',
    'zh-cn': '登录已失效，请重新登录。',
  },
  cross_site: {
    'en-us': 'The request comes from a page of another site.',
    'zh-cn': '该请求来自其他站点的页面。',
  },
}
