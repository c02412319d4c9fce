import type { Words } from '../core/words.ts'
import { serverWords } from './server.ts'

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
