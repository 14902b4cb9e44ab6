package backup

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"alongside/server/store"

	"filippo.io/age"
)

// Folder is a folder of segments and the key that opens them.
type Folder struct {
	Dir string
	Key *age.X25519Identity
}

// names lists the segments by name, oldest first, without opening any.
func names(dir string) ([]string, error) {
	inside, err := os.ReadDir(dir) // sorted
	if err != nil {
		return nil, err
	}
	var out []string
	for _, entry := range inside {
		if namePattern.MatchString(entry.Name()) {
			out = append(out, entry.Name())
		}
	}
	return out, nil
}

// List reads the header of every segment, oldest first. Those whose header is
// damaged are left out and told of in broken.
func List(dir string) (segments []Segment, broken []error, err error) {
	all, err := names(dir)
	if err != nil {
		return nil, nil, err
	}
	for _, name := range all {
		s, err := readHeader(dir, name)
		switch {
		case err == nil:
			segments = append(segments, s)
		case errors.Is(err, ErrBroken):
			broken = append(broken, err)
		default:
			return nil, nil, err
		}
	}
	return segments, broken, nil
}

// counter counts and hashes what is written to a file.
type counter struct {
	to    io.Writer
	sum   hash.Hash
	bytes int64
}

func (c *counter) Write(data []byte) (int, error) {
	n, err := c.to.Write(data)
	c.sum.Write(data[:n])
	c.bytes += int64(n)
	return n, err
}

// write makes one segment: under a temporary name, synced, read back with check,
// and only then renamed, the folder synced too, so that what has a segment's name
// was whole once. fill writes the items and says how many there were. Where it fails
// nothing is left.
func (f Folder) write(about About, fill func(io.Writer) (uint64, error), check take) (Segment, error) {
	temporary := filepath.Join(f.Dir, incoming+nameOf(about))
	file, err := os.OpenFile(temporary, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return Segment{}, fmt.Errorf("writing a segment: %w", err)
	}
	s, err := f.fill(file, about, fill)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		err = fmt.Errorf("writing a segment: %w", err)
	} else if err = f.readFile(temporary, s, check); err != nil {
		err = fmt.Errorf("reading a segment back: %w", err)
	} else {
		err = errors.Join(os.Rename(temporary, filepath.Join(f.Dir, s.Name)), syncFolder(f.Dir))
	}
	if err != nil {
		os.Remove(temporary) // it is swept up later where this fails too
		return Segment{}, err
	}
	return s, nil
}

func (f Folder) fill(file *os.File, about About, fill func(io.Writer) (uint64, error)) (s Segment, err error) {
	if _, err := file.Seek(headerSize, io.SeekStart); err != nil {
		return s, err
	}
	out := &counter{to: file, sum: sha256.New()}
	sealed, err := age.Encrypt(out, f.Key.Recipient())
	if err != nil {
		return s, err
	}
	if about.Items, err = fill(sealed); err != nil {
		return s, err
	}
	trailer, err := json.Marshal(about)
	if err != nil {
		return s, err
	}
	if _, err := sealed.Write(trailer); err != nil {
		return s, err
	}
	if err := sealed.Close(); err != nil {
		return s, err
	}
	h := header{About: about, Bytes: out.bytes, SHA256: hex.EncodeToString(out.sum.Sum(nil))}
	text, err := h.encode()
	if err != nil {
		return s, err
	}
	if _, err := file.WriteAt(text, 0); err != nil {
		return s, err
	}
	sum := sha256.Sum256(text)
	return Segment{header: h, Name: nameOf(about), id: hex.EncodeToString(sum[:])}, nil
}

// take reads the items of a segment; store.ReadItems is one. It leaves its reader
// behind the items' end.
type take func(*bufio.Reader) (uint64, error)

// passOver takes items until ctx ends and does nothing with them.
func passOver(ctx context.Context) take {
	return func(r *bufio.Reader) (uint64, error) {
		return store.ReadItems(r, func(store.Item) error { return ctx.Err() })
	}
}

// Verify reads a segment from disk and checks all of it: that the file is the one
// whose header was read before, its length and hash, that the key opens it, that
// its items end where they say, and that the trailer bears out the header.
func (f Folder) Verify(ctx context.Context, s Segment) error {
	err := f.read(s, passOver(ctx))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// read is Verify, handing the items on while it checks. It wraps ErrBroken.
func (f Folder) read(s Segment, items take) error {
	return f.readFile(filepath.Join(f.Dir, s.Name), s, items)
}

func (f Folder) readFile(path string, s Segment, items take) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	forget(file)
	found, err := parseHeader(s.Name, file)
	if err == nil && found.id != s.id {
		err = fmt.Errorf("%s: %w: its header has changed", s.Name, ErrBroken)
	}
	if err != nil {
		return err
	}
	switch err := f.readSealed(file, s, items); {
	case errors.Is(err, errOtherKey):
		return fmt.Errorf("%s: %w", s.Name, err)
	case err != nil:
		return fmt.Errorf("%s: %w: %w", s.Name, ErrBroken, err)
	}
	return nil
}

// opens says whether the key at hand is one that opens a segment, by the beginning
// of it alone; true where that cannot be told.
func (f Folder) opens(s Segment) bool {
	file, err := os.Open(filepath.Join(f.Dir, s.Name))
	if err != nil {
		return true
	}
	defer file.Close()
	if _, err := file.Seek(headerSize, io.SeekStart); err != nil {
		return true
	}
	_, err = age.Decrypt(file, f.Key)
	var wrong *age.NoIdentityMatchError
	return !errors.As(err, &wrong)
}

// errOtherKey is returned for a whole segment that the key at hand does not open.
var errOtherKey = errors.New("this backup key does not open it: it was made with another one")

func (f Folder) readSealed(file io.Reader, s Segment, items take) error {
	sum := sha256.New()
	bytes := &counted{from: io.TeeReader(file, sum)}
	whole := func() bool {
		_, err := io.Copy(io.Discard, bytes)
		return err == nil && hex.EncodeToString(sum.Sum(nil)) == s.SHA256 && bytes.count == s.Bytes
	}
	plain, err := age.Decrypt(bytes, f.Key)
	var wrong *age.NoIdentityMatchError
	if errors.As(err, &wrong) && whole() {
		return errOtherKey
	}
	if err != nil {
		return err
	}
	r := bufio.NewReaderSize(plain, 64<<10)
	count, err := items(r)
	if err != nil {
		return err
	}
	var trailer About
	text, err := io.ReadAll(io.LimitReader(r, headerSize))
	if err == nil {
		err = json.Unmarshal(text, &trailer)
	}
	if err != nil {
		return err
	}
	switch {
	case !whole():
		return errors.New("its contents are not those that were written")
	case !same(trailer, s.About) || count != s.Items:
		return errors.New("its header is not the one that was sealed with it")
	}
	return nil
}

func same(a, b About) bool {
	at, bt := a.Taken, b.Taken
	a.Taken, b.Taken = time.Time{}, time.Time{}
	return a == b && at.Equal(bt)
}

// counted counts what is read.
type counted struct {
	from  io.Reader
	count int64
}

func (c *counted) Read(into []byte) (int, error) {
	n, err := c.from.Read(into)
	c.count += int64(n)
	return n, err
}

// sweep removes what writers that were killed have left.
func sweep(dir string) error {
	inside, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range inside {
		if strings.HasPrefix(entry.Name(), incoming) {
			err = errors.Join(err, os.Remove(filepath.Join(dir, entry.Name())))
		}
	}
	return err
}

func syncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
