// Package backup keeps encrypted copies of a store in a folder, and finds the
// newest that is whole. It knows age and folders, not Badger.
//
// A folder holds segments, each one file. A full one has every item of the store
// at one moment; a part has what was committed since the segment before. Parts
// form a chain that nothing interrupts, and fulls lie beside it, so that a damaged
// full is passed over by an older one and the parts since:
//
//	full1 ─ part ─ part ─ part ─┬─ part ─ part
//	                      full2 ┘
//
// A file is a header in the clear, of headerSize bytes, and what age made of the
// items and a trailer:
//
//	header: JSON, spaces, newline | age( items as package store has them | trailer: JSON )
//
// The header says what the file is and bears the SHA-256 of the age part; the
// trailer repeats it under encryption, so that nobody without the key can put
// together a folder that passes. The SHA-256 of the header names the segment.
package backup
