package seal

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// NewMaster makes a Master of 32 raw bytes.
func NewMaster(raw []byte) (Master, error) {
	key, err := NewKey(raw)
	if err != nil {
		return Master{}, err
	}
	vouch, err := vouchKey(raw)
	return Master{key, vouch}, err
}

// LoadMaster finds the master key: in env (base64 of 32 bytes, the value of
// ALONGSIDE_MASTER_KEY), else in the file at path. Only where storeIsNew may it
// make a fresh file, readable by its owner alone. For a store that exists, a
// missing key is an error that says what to do.
func LoadMaster(env, path string, storeIsNew bool) (Master, error) {
	if env != "" {
		return decodeMaster(env, "ALONGSIDE_MASTER_KEY")
	}
	text, err := os.ReadFile(path)
	switch {
	case err == nil:
		return decodeMaster(string(text), path)
	case !errors.Is(err, fs.ErrNotExist):
		return Master{}, fmt.Errorf("reading the master key: %w", err)
	case storeIsNew:
		return makeMaster(path)
	}
	return Master{}, fmt.Errorf("the master key is missing: this store was sealed with a key that "+
		"should be in %s or in ALONGSIDE_MASTER_KEY; put it back from where you keep it safe "+
		"(without it nothing in the store can be read)", path)
}

func decodeMaster(text, from string) (Master, error) {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(raw) != KeySize {
		return Master{}, fmt.Errorf("%s does not hold a master key (base64 of 32 bytes)", from)
	}
	return NewMaster(raw)
}

// makeMaster writes a new key durably before anything is sealed with it.
func makeMaster(path string) (Master, error) {
	raw := make([]byte, KeySize)
	rand.Read(raw)
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Master{}, fmt.Errorf("making the master key: %w", err)
	}
	_, err = file.WriteString(base64.StdEncoding.EncodeToString(raw) + "\n")
	if err == nil {
		err = file.Sync()
	}
	err = errors.Join(err, file.Close(), syncDir(filepath.Dir(path)))
	if err != nil {
		return Master{}, fmt.Errorf("making the master key: %w", err)
	}
	return NewMaster(raw)
}

func syncDir(dir string) error {
	handle, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(handle.Sync(), handle.Close())
}
