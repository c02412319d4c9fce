import type { Words } from '../core/words.ts'
import { serverWords } from './server.ts'

/** What the doctor finds against the certificate of a server that answers. */
export const servedCertificateWords = {
  'server.untrusted': {
    'en-us':
      'Something answers at {url}, and its certificate is not trusted ({reason}): set NODE_EXTRA_CA_CERTS to the PEM file of who issued it.',
    'zh-cn': '{url} 有应答，但其证书不受信任（{reason}）：请将 NODE_EXTRA_CA_CERTS 设为签发者的 PEM 文件。',
  },
  'server.otherNames': {
    'en-us':
      'Something answers at {url}, and its certificate is not for that address, only for {names}: set STEPWELL_URL to one of these, or have the certificate name this one, too.',
    'zh-cn':
      '{url} 有应答，但其证书不适用于该地址，仅适用于 {names}：请将 STEPWELL_URL 设为其中之一，或让证书也包含该地址。',
  },
  'server.namesNone': {
    'en-us':
      'Something answers at {url}, and its certificate names neither host nor address: renew it there with the names by which it is reached.',
    'zh-cn': '{url} 有应答，但其证书未包含任何主机名或地址：请更换包含其访问名称的证书。',
  },
  'server.expired': {
    'en-us':
      'Something answers at {url}, and its certificate expired at {endedAt}: renew it there, or correct the clock here if that is wrong.',
    'zh-cn': '{url} 有应答，但其证书已于 {endedAt} 过期：请续期；如果本机时钟不准，请校正时钟。',
  },
  'server.issuerExpired': {
    'en-us':
      'Something answers at {url}, and a certificate that vouches for its own has expired: have it issued anew, or correct the clock here if that is wrong.',
    'zh-cn': '{url} 有应答，但为其证书担保的证书已过期：请重新签发；如果本机时钟不准，请校正时钟。',
  },
} satisfies { readonly [name: string]: Words }

/** What the doctor finds of the certificate that the settings name. */
export const certificateFindingWords = {
  'certificate.ok': { 'en-us': '{file} can be used until {endsAt}', 'zh-cn': '{file} 有效期至 {endsAt}' },
  'certificate.half': serverWords.certificateHalf,
  'certificate.unreadable': serverWords['certificate.unreadable'],
  'certificate.unusable': serverWords['certificate.unusable'],
  'certificate.mismatch': serverWords['certificate.mismatch'],
  'certificate.exposed': {
    'en-us': 'Others may read or write the key {file}, and it is not used: run chmod 600 {file}',
    'zh-cn': '其他用户可以读写密钥 {file}，因此不会使用它：请执行 chmod 600 {file}',
  },
  'certificate.endsSoon': {
    'en-us': '{file} ends at {endsAt}: renew it; a running server takes up the new one by itself.',
    'zh-cn': '{file} 将于 {endsAt} 到期：请续期；运行中的服务器会自动采用新证书。',
  },
  'certificate.expired': {
    'en-us':
      '{file} expired at {endsAt}, and clients refuse it: renew it; a running server takes up the new one by itself.',
    'zh-cn': '{file} 已于 {endsAt} 过期，客户端会拒绝它：请续期；运行中的服务器会自动采用新证书。',
  },
} satisfies { readonly [name: string]: Words }
