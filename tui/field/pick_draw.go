package field

import (
	"strings"

	"pairbook/forms"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// Draw lays short options out in flowing lines and long or nested ones one below
// the other, scrolled so that the one at hand is seen.
func (p *pick) Draw(w, h int, th *theme.Theme) View {
	p.spots = p.spots[:0]
	v := View{X: barWidth}
	if p.flows(w) {
		p.flow(&v, w, th)
		p.window(&v, v.Y, v.Y+1, h)
		return v
	}
	at, end := p.list(&v, w, th)
	p.window(&v, at, end, h)
	return v
}

// window leaves the h lines around the option at hand, which takes those from at
// to end.
func (p *pick) window(v *View, at, end, h int) {
	room := max(h, 1)
	top := min(max(min((at+end-room)/2, at), 0), max(len(v.Lines)-room, 0))
	top = min(max(top, v.Y-room+1), v.Y)
	v.Lines = v.Lines[top:min(top+room, len(v.Lines))]
	v.Y -= top
	seen := p.spots[:0]
	for _, s := range p.spots {
		if s.y -= top; s.y >= 0 && s.y < room {
			seen = append(seen, s)
		}
	}
	p.spots = seen
}

func (p *pick) flows(w int) bool {
	total := 0
	for i, o := range p.opts {
		own := cell.Width(p.mark(i)) + 1 + cell.Width(o.label)
		if o.depth > 0 || own > w-barWidth {
			return false
		}
		total += cell.Width(o.label) + 6
	}
	return total <= 2*w || p.fd.Kind == forms.KindRating
}

func (p *pick) flow(v *View, w int, th *theme.Theme) {
	const gap = "   "
	bar := th.Bar.Paint(theme.Bar) + " "
	line, x, y := bar, barWidth, 0
	for i, o := range p.opts {
		piece := p.mark(i) + " " + o.label
		pw := cell.Width(piece)
		if x > barWidth && x+len(gap)+pw > w {
			v.Lines = append(v.Lines, line)
			line, x, y = bar, barWidth, y+1
		}
		if x > barWidth {
			line, x = line+gap, x+len(gap)
		}
		piece = cell.Cut(piece, max(w-barWidth, 1))
		p.spots = append(p.spots, spot{i, x, y, pw})
		if i == p.at {
			v.X, v.Y = x, y
			piece = th.Focus.Paint(piece)
		}
		line += piece
		x += pw
	}
	v.Lines = append(v.Lines, line)
	p.drawDetail(v, barWidth, w, th)
}

// list sets the options below each other, long ones over several lines, and
// returns between which lines the option at hand stands.
func (p *pick) list(v *View, w int, th *theme.Theme) (at, end int) {
	for i := range p.opts {
		if i == p.at {
			at = len(v.Lines)
		}
		p.listOption(v, i, w, th)
		if i == p.at {
			end = len(v.Lines)
		}
	}
	return at, end
}

// listOption sets one option, and the words beside it.
func (p *pick) listOption(v *View, i, w int, th *theme.Theme) {
	x := min(barWidth+4*p.opts[i].depth, max(w/3, barWidth))
	if i == p.at {
		v.X, v.Y = x, len(v.Lines)
	}
	bar := th.Bar.Paint(theme.Bar) + strings.Repeat(" ", x-1)
	lead := p.mark(i) + " "
	for _, l := range cell.Wrap(p.opts[i].label, max(w-x-cell.Width(lead), 1)) {
		piece := cell.Cut(lead+l, max(w-x, 1))
		p.spots = append(p.spots, spot{i, x, len(v.Lines), cell.Width(piece)})
		if i == p.at {
			piece = th.Focus.Paint(piece)
		}
		v.Lines = append(v.Lines, bar+piece)
		lead = strings.Repeat(" ", cell.Width(lead))
	}
	if i == p.at {
		p.drawDetail(v, x+4, w, th)
	}
}

// drawDetail shows the line for the words beside the option at hand, and puts
// the cursor there.
func (p *pick) drawDetail(v *View, x, w int, th *theme.Theme) {
	if p.detail == nil {
		return
	}
	x = min(x, max(w-4, barWidth))
	p.detail.SetSize(max(w-x-2, 1), 1)
	line := ""
	if ls := p.detail.Lines(); len(ls) > 0 {
		line = paintSelection(ls[0], th)
	}
	bar := th.Bar.Paint(theme.Bar) + strings.Repeat(" ", max(x-1, 0))
	v.Lines = append(v.Lines, bar+th.Bar.Paint(theme.Here)+" "+line)
	cx, _ := p.detail.Cursor()
	v.X, v.Y = x+2+cx, len(v.Lines)-1
}
