package tui

import (
	"github.com/charmbracelet/x/ansi"

	"pairbook/tui/cell"
)

// Frame is what a screen shows: at most h lines of at most w cells, and where
// the cursor stands; X < 0 where nothing is typed.
type Frame struct {
	Lines []string
	X, Y  int
	Title string // what stands in the header: the pair, a sheet
}

// narrow is the width from which a screen lays itself out without being cut.
const narrow = MinWidth

// Clip cuts a frame to w × h cells. Lines are measured only in windows that are
// narrower than the app uses: there nothing can be laid out, and all that counts
// is that nothing runs over.
func (f Frame) Clip(w, h int) Frame {
	f.Lines = f.Lines[:max(min(len(f.Lines), h), 0)]
	if w < narrow {
		for i, l := range f.Lines {
			if cell.Width(l) > w {
				f.Lines[i] = ansi.Truncate(l, max(w, 0), "")
			}
		}
	}
	if f.X >= w || f.Y < 0 || f.Y >= len(f.Lines) {
		f.X = -1
	}
	return f
}
