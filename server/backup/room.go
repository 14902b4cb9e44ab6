package backup

import (
	"context"
	"fmt"
	"io"
)

// roomEvery is after how many bytes it is looked again whether there is room.
const roomEvery = 16 << 20

// until writes until ctx ends or there is no room any more.
type until struct {
	ctx  context.Context
	to   io.Writer
	room func() error
	left int // until the next look
}

func (u *until) Write(data []byte) (int, error) {
	err := u.ctx.Err()
	if u.left -= len(data); err == nil && u.left < 0 {
		u.left, err = roomEvery, u.room()
	}
	if err != nil {
		return 0, err
	}
	return u.to.Write(data)
}

// room refuses to take the last of the store's own disk.
func (b *Shipper) room() error {
	if free, same := freeBeside(b.opts.Data, b.opts.Dir); same && free < b.opts.Spare {
		return fmt.Errorf("only %d bytes are free on the disk, which is the store's own: "+
			"move the backup folder to another, or keep fewer days", free)
	}
	return nil
}
