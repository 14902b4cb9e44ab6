package hlc

// ValidID says whether text is an id as the protocol writes them: a ULID of 26
// or a version 7 UUID of 36 characters, both in lower case.
func ValidID(text string) bool {
	switch len(text) {
	case 26:
		return validULID(text)
	case 36:
		return validUUIDv7(text)
	}
	return false
}

// validULID checks Crockford's alphabet, which has no i, l, o and u. The first
// character holds three bits only, since 26 times 5 bits are two more than 128.
func validULID(text string) bool {
	if text[0] > '7' {
		return false
	}
	for i := range len(text) {
		if !crockford[text[i]] {
			return false
		}
	}
	return true
}

var crockford = func() (table [256]bool) {
	for _, c := range []byte("0123456789abcdefghjkmnpqrstvwxyz") {
		table[c] = true
	}
	return table
}()

func validUUIDv7(text string) bool {
	for i := range len(text) {
		c := text[i]
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		case 14:
			if c != '7' {
				return false
			}
		case 19:
			if c != '8' && c != '9' && c != 'a' && c != 'b' {
				return false
			}
		default:
			if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
				return false
			}
		}
	}
	return true
}
