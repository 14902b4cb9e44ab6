package wire

import "strconv"

const (
	fnvOffset = 0xcbf29ce484222325
	fnvPrime  = 0x100000001b3
)

// DigestAdd adds one change of a scope's log to the scope's digest: FNV-1a with
// 64 bits over the ASCII "<device> <n> <at>", summed modulo 2^64. The order of
// changes does not matter.
func DigestAdd(sum uint64, device string, n uint64, at string) uint64 {
	var buf [24]byte
	hash := fnv(fnvOffset, device)
	digits := strconv.AppendUint(append(buf[:0], ' '), n, 10)
	hash = fnv(hash, append(digits, ' '))
	return sum + fnv(hash, at)
}

func fnv[T string | []byte](hash uint64, text T) uint64 {
	for i := range len(text) {
		hash = (hash ^ uint64(text[i])) * fnvPrime
	}
	return hash
}

// DigestHex writes a digest as the 16 lower-case hex digits of a reply.
func DigestHex(sum uint64) string {
	const digits = "0123456789abcdef"
	var out [16]byte
	for i := 15; i >= 0; i-- {
		out[i] = digits[sum&15]
		sum >>= 4
	}
	return string(out[:])
}

// ParseDigest reads what DigestHex wrote; ok is false for everything else.
func ParseDigest(text string) (sum uint64, ok bool) {
	if len(text) != 16 {
		return 0, false
	}
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			sum = sum<<4 | uint64(c-'0')
		case c >= 'a' && c <= 'f':
			sum = sum<<4 | uint64(c-'a'+10)
		default:
			return 0, false
		}
	}
	return sum, true
}
