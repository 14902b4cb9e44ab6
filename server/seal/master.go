package seal

import (
	"context"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// commandTime is how long a command may take to print a master key.
const commandTime = 30 * time.Second

// NewMaster makes a Master of 32 raw bytes.
func NewMaster(raw []byte) (Master, error) {
	key, err := NewKey(raw)
	if err != nil {
		return Master{}, err
	}
	voucher, err := newVoucher(raw)
	if err != nil {
		return Master{}, err
	}
	id, err := hkdf.Key(sha256.New, raw, nil, "alongside master id v1", 8)
	return Master{key, voucher, hex.EncodeToString(id)}, err
}

// Source says where a master key comes from: Env, which is the key itself in
// base64, else what Command prints, else the file File.
type Source struct {
	Env     string
	Command string
	File    string
}

// Load finds the master key. Only where storeIsNew may it make a fresh file,
// readable by its owner alone. For a store that exists, a missing key is an error
// that says what to do.
func (s Source) Load(storeIsNew bool) (Master, error) {
	switch {
	case s.Env != "" && s.Command != "":
		return Master{}, errors.New("give the master key once: in ALONGSIDE_MASTER_KEY or by --master-key-command")
	case s.Env != "":
		return decodeMaster(s.Env, "ALONGSIDE_MASTER_KEY")
	case s.Command != "":
		return commandMaster(s.Command)
	}
	text, err := os.ReadFile(s.File)
	switch {
	case err == nil:
		return decodeMaster(string(text), s.File)
	case !errors.Is(err, fs.ErrNotExist):
		return Master{}, fmt.Errorf("reading the master key: %w", err)
	case storeIsNew:
		text, err := MakeMasterFile(s.File)
		if err != nil {
			return Master{}, err
		}
		return ParseMaster(text)
	}
	return Master{}, fmt.Errorf("the master key is missing: this store was sealed with a key that "+
		"should be in %s or in ALONGSIDE_MASTER_KEY, or come from --master-key-command; put it back from where you "+
		"keep it safe (without it nothing in the store can be read)", s.File)
}

// InFile says whether the key is in a file, which a rotation can replace.
func (s Source) InFile() bool { return s.Env == "" && s.Command == "" }

// ParseMaster reads a master key as it is written down: base64 of 32 bytes.
func ParseMaster(text string) (Master, error) {
	return decodeMaster(text, "what was given")
}

func decodeMaster(text, from string) (Master, error) {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(raw) != KeySize {
		return Master{}, fmt.Errorf("%s does not hold a master key (base64 of 32 bytes)", from)
	}
	return NewMaster(raw)
}

// commandMaster runs a command, split at spaces and not by a shell, and takes what
// it prints. Neither that nor what it complains of is ever repeated.
func commandMaster(command string) (Master, error) {
	text, err := Printed(command)
	if err != nil {
		return Master{}, err
	}
	return decodeMaster(text, "the output of the command")
}

// Printed is what a command prints.
func Printed(command string) (string, error) {
	words := strings.Fields(command)
	if len(words) == 0 {
		return "", errors.New("--master-key-command is empty")
	}
	ctx, cancel := context.WithTimeout(context.Background(), commandTime)
	defer cancel()
	run := exec.CommandContext(ctx, words[0], words[1:]...)
	run.WaitDelay = time.Second
	out, err := run.Output()
	var failed *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("--master-key-command: %s did not end within %v", words[0], commandTime)
	case errors.As(err, &failed):
		return "", fmt.Errorf("--master-key-command: %s ended with code %d: run it by hand to see why", words[0], failed.ExitCode())
	case err != nil:
		return "", fmt.Errorf("--master-key-command: %w", err)
	}
	return string(out), nil
}

// MakeMasterFile writes a new key to a new file durably, before anything is sealed
// with it, and returns it as it is written down.
func MakeMasterFile(path string) (string, error) {
	text := base64.StdEncoding.EncodeToString(NewRaw())
	if _, err := os.Lstat(path); err == nil {
		return "", fmt.Errorf("making the master key: %w: %s", fs.ErrExist, path)
	}
	err := WriteFile(path, []byte(text+"\n"))
	if err == nil {
		err = syncDir(filepath.Dir(path))
	}
	if err != nil {
		return "", fmt.Errorf("making the master key: %w", err)
	}
	return text, nil
}

// WriteFile writes a file that only its owner may read, and syncs it.
func WriteFile(path string, text []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// Rename renames a file and syncs its folder.
func Rename(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}

func syncDir(dir string) error {
	handle, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(handle.Sync(), handle.Close())
}
