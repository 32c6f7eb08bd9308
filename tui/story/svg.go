package story

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gdamore/tcell/v3/color"
)

// Sizes of a picture in pixels.
const (
	cellWidth  = 9
	cellHeight = 17 // low enough for the lines of boxes to touch in common fonts
	baseline   = 13 // from the top of a row down to the foot of its letters
	fontSize   = 15
	margin     = 14
	titleBar   = 32
)

// Picture says how SVG draws a screen.
type Picture struct {
	// Title is written in the frame's title bar.
	Title string

	// Dark chooses light text on a dark ground, or else dark text on a light
	// one, for cells that ask for no colour.
	Dark bool

	// CursorX and CursorY are where the cursor is drawn, as a block, if
	// CursorShown is set.
	CursorX, CursorY int
	CursorShown      bool
}

// ink is the pair of colours a cell is drawn with, and how.
type ink struct {
	fg, bg string
	style  string
}

// palette holds the colours of the window around and under the text.
type palette struct{ fg, bg, bar, edge, quiet string }

func (p Picture) palette() palette {
	if p.Dark {
		return palette{fg: "#d8dee9", bg: "#1b1f27", bar: "#2a303c", edge: "#3b4252", quiet: "#8b95a7"}
	}
	return palette{fg: "#24292f", bg: "#ffffff", bar: "#eceff3", edge: "#ccd2da", quiet: "#5d6673"}
}

// SVG draws the screen as a picture of a terminal window that stands on its
// own: no scripts, no fonts or files from elsewhere. Every character is tied to
// its column, so wide ones are right in any font. The same screen gives the
// same bytes.
func SVG(g Grid, p Picture) string {
	width, height := 2*margin+g.Width()*cellWidth, titleBar+2*margin+g.Height()*cellHeight
	colours := p.palette()
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-label="%s">`+"\n",
		width, height, width, height, escapeXML(p.Title))
	drawFrame(&b, p.Title, width, height, colours)
	fmt.Fprintf(&b, `<g font-family="ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="%d" xml:space="preserve">`+"\n", fontSize)
	for y := range g {
		drawRow(&b, p.withCursor(g, y), y, colours)
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

func drawFrame(b *strings.Builder, title string, width, height int, c palette) {
	fmt.Fprintf(b, `<rect x="0.5" y="0.5" width="%d" height="%d" rx="8" fill="%s" stroke="%s"/>`+"\n", width-1, height-1, c.bg, c.edge)
	fmt.Fprintf(b, `<path d="M0.5 %d V8.5 a8 8 0 0 1 8 -8 H%d a8 8 0 0 1 8 8 V%d Z" fill="%s" stroke="%s"/>`+"\n",
		titleBar, width-9, titleBar, c.bar, c.edge)
	for i, dot := range []string{"#ff5f57", "#febc2e", "#28c840"} {
		fmt.Fprintf(b, `<circle cx="%d" cy="%d" r="5.5" fill="%s"/>`+"\n", 19+i*19, titleBar/2, dot)
	}
	if title != "" {
		fmt.Fprintf(b, `<text x="%d" y="%d" text-anchor="middle" font-family="system-ui,sans-serif" font-size="13" fill="%s">%s</text>`+"\n",
			width/2, titleBar/2+5, c.quiet, escapeXML(title))
	}
}

// withCursor returns row y with the cursor, if it is there, as a reversed cell.
func (p Picture) withCursor(g Grid, y int) []Cell {
	cells := append([]Cell(nil), g[y]...)
	if p.CursorShown && p.CursorY == y && p.CursorX >= 0 && p.CursorX < len(cells) {
		cells[p.CursorX].Reverse = !cells[p.CursorX].Reverse
	}
	return cells
}

func drawRow(b *strings.Builder, cells []Cell, y int, colours palette) {
	inkOf := func(c Cell) ink { return c.ink(colours) }
	top := titleBar + margin + y*cellHeight
	parts := runs(cells, inkOf)
	for _, r := range parts {
		if bg := inkOf(cells[r.from]).bg; bg != colours.bg {
			fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`+"\n",
				margin+r.from*cellWidth, top, (r.to-r.from)*cellWidth, cellHeight, bg)
		}
	}
	for _, r := range parts {
		drawText(b, cells, r, top+baseline, inkOf(cells[r.from]))
	}
}

// drawText writes the pieces of a run, each tied to its columns.
func drawText(b *strings.Builder, cells []Cell, r run, y int, i ink) {
	underlined := strings.Contains(i.style, "text-decoration")
	for _, piece := range r.pieces(cells) {
		if !underlined {
			piece = piece.trimmed(cells)
		}
		if piece.from == piece.to {
			continue
		}
		fmt.Fprintf(b, `<text x="%d" y="%d" textLength="%d" lengthAdjust="spacingAndGlyphs" fill="%s"%s>%s</text>`+"\n",
			margin+piece.from*cellWidth, y, (piece.to-piece.from)*cellWidth, i.fg, i.style, escapeXML(piece.text(cells)))
	}
}

// pieces cuts a run so that plain letters stay together, and so does one
// character repeated; any other stands alone, as a font may draw it at another
// width.
func (r run) pieces(cells []Cell) []run {
	var ps []run
	for x := r.from; x < r.to; x++ {
		if last := len(ps) - 1; last >= 0 && joins(cells[ps[last].from], cells[x]) {
			ps[last].to = x + 1
		} else {
			ps = append(ps, run{x, x + 1})
		}
	}
	return ps
}

// joins reports whether c can be drawn in the piece that begins with first.
func joins(first, c Cell) bool {
	bothPlain := len(first.Text) == 1 && len(c.Text) == 1
	return c.Width == 0 || bothPlain || c.Text == first.Text
}

// trimmed takes the blanks off both ends of the run.
func (r run) trimmed(cells []Cell) run {
	for r.from < r.to && cells[r.from].Text == " " {
		r.from++
	}
	for r.to > r.from && cells[r.to-1].Text == " " {
		r.to--
	}
	return r
}

func (c Cell) ink(p palette) ink {
	i := ink{fg: hexColour(c.FG, p.fg), bg: hexColour(c.BG, p.bg)}
	if c.Reverse {
		i.fg, i.bg = i.bg, i.fg
	}
	if c.Bold {
		i.style += ` font-weight="bold"`
	}
	if c.Italic {
		i.style += ` font-style="italic"`
	}
	if c.Faint {
		i.style += ` fill-opacity="0.6"`
	}
	switch {
	case c.Underline && c.Strike:
		i.style += ` text-decoration="underline line-through"`
	case c.Underline:
		i.style += ` text-decoration="underline"`
	case c.Strike:
		i.style += ` text-decoration="line-through"`
	}
	return i
}

// hexColour writes a cell's colour as #rrggbb; own stands in for none.
func hexColour(name, own string) string {
	if strings.HasPrefix(name, "#") {
		return name
	}
	n, err := strconv.Atoi(name)
	if err != nil || n < 0 || n > 255 {
		return own
	}
	if n < 16 {
		return sixteen(n)
	}
	return fmt.Sprintf("#%06x", color.PaletteColor(n).Hex())
}

// sixteen returns the sixteen colours as terminals of today show them: readable on
// a dark ground, unlike the pure colours of the standard.
func sixteen(n int) string {
	return [16]string{
		"#3b4252", "#d0606b", "#8fb573", "#d9b96c", "#7aa2d6", "#b78bc0", "#6fbfc9", "#c5ccd8",
		"#7b8494", "#e07b85", "#a5cc89", "#ebcb8b", "#94b8e6", "#cba3d4", "#86d3dd", "#eceff4",
	}[n]
}

func escapeXML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}
