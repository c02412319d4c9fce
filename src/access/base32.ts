/** Upper-case letters and the digits 2 to 7, five bits each (RFC 4648 base32 without padding). */
export const base32 = (bytes: Uint8Array): string => {
  let text = ''
  let bits = 0
  let bitCount = 0
  for (const byte of bytes) {
    bits = (bits << 8) | byte
    bitCount += 8
    while (bitCount >= 5) {
      bitCount -= 5
      text += alphabet.charAt((bits >> bitCount) & 31)
    }
    bits &= (1 << bitCount) - 1
  }
  return text
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
