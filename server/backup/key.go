package backup

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
)

// LoadKey reads an age identity from a file, such as age-keygen makes.
func LoadKey(file string) (*age.X25519Identity, error) {
	text, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer text.Close()
	identities, err := age.ParseIdentities(text)
	if err != nil {
		return nil, fmt.Errorf("the backup key in %s: %w", file, err)
	}
	if identity, ok := identities[0].(*age.X25519Identity); ok && len(identities) == 1 {
		return identity, nil
	}
	return nil, fmt.Errorf("%s must hold one age identity of the kind AGE-SECRET-KEY-1", file)
}

// makeKey writes a fresh identity to a file that is not there yet, for its owner's
// eyes only.
func makeKey(file string) (*age.X25519Identity, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, err
	}
	text := fmt.Sprintf("# Opens this store's backups, which need the master key too.\n"+
		"# Keep a copy apart from both.\n# public key: %s\n%s\n", identity.Recipient(), identity)
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	_, err = out.WriteString(text)
	err = errors.Join(err, out.Sync(), out.Close())
	if err == nil {
		err = syncFolder(filepath.Dir(file))
	}
	return identity, err
}

// misused is a refusal to begin: what was asked for would not make a backup, or
// would harm one that is there.
type misused string

func (m misused) Error() string { return string(m) }

func misuse(words string, args ...any) error { return misused(fmt.Sprintf(words, args...)) }

// Misused says whether an error is about how the backup was asked for, and not
// about a folder that may be back in a while.
func Misused(err error) bool {
	var m misused
	return errors.As(err, &m)
}

// checkPlaces refuses a backup or its key inside the store's folder, and a key
// inside the backup's.
func checkPlaces(data, dir, keyFile string) error {
	switch {
	case within(data, keyFile) || within(dir, keyFile):
		return misuse("the backup key %s must lie neither in the data folder nor in the backup folder", keyFile)
	case within(data, dir) || within(dir, data):
		return misuse("the backup folder %s and the data folder %s must lie apart", dir, data)
	}
	return nil
}

// within says whether a path lies in a folder or is that folder.
func within(folder, path string) bool {
	between, err := filepath.Rel(real(folder), real(path))
	return err == nil && between != ".." && !strings.HasPrefix(between, ".."+string(filepath.Separator))
}

// real is a path without links, as far as it exists.
func real(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		return resolved
	}
	if parent := filepath.Dir(path); parent != path {
		return filepath.Join(real(parent), filepath.Base(path))
	}
	return path
}
