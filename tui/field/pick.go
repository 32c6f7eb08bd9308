package field

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui/cell"
	"pairbook/tui/field/text"
	"pairbook/tui/theme"
)

// pick edits a choice, a multi, a rating or a yes/no: options to move among and
// to tick, and a few words beside those that want them.
type pick struct {
	fd     *forms.Field
	asking forms.Asking
	opts   []option
	order  []forms.Option
	at     int
	value  forms.Value
	was    forms.Value
	detail *text.Editor // words beside the option at hand, where it takes some
	spots  []spot       // where each option was drawn, for the mouse
}

type option struct {
	id     string
	label  string
	depth  int
	detail forms.Kind
}

type spot struct{ opt, x, y, w int }

func newPick(fd *forms.Field, v forms.Value, draft string, a forms.Asking) *pick {
	p := &pick{fd: fd, asking: a, value: v, was: v}
	if draft != "" {
		p.value = forms.Value(draft)
	}
	p.order = fd.Choices(a)
	for _, o := range p.order {
		p.opts = append(p.opts, option{o.ID, a.Fill(o.Label), 0, o.Detail})
		for _, sub := range o.Options {
			p.opts = append(p.opts, option{o.ID + "." + sub.ID, a.Fill(sub.Label), 1, sub.Detail})
		}
	}
	for i := range p.opts {
		if p.ticked(i) {
			p.at = i
			break
		}
	}
	p.openDetail()
	return p
}

// Picks: while words are typed beside an option, the field is left before it is an
// answer.
func (p *pick) Picks() bool       { return p.detail == nil }
func (p *pick) Text() string      { return string(p.value) }
func (p *pick) Changed() bool     { return p.value != p.was }
func (p *pick) Selection() string { return "" }
func (p *pick) Drag(int, int)     {}

// Value returns the answer. An option that wants words beside it counts only
// once it has them; until then the field is as it was typed.
func (p *pick) Value() (forms.Value, *forms.Problem) {
	return p.fd.Parse(string(p.value), p.asking)
}

func (p *pick) Settle() { p.was = p.value }

func (p *pick) Take(v forms.Value) {
	p.value = v
	p.openDetail()
}

func (p *pick) Paste(s string) {
	if p.detail != nil {
		p.detail.Paste(s)
		p.keepDetail()
	}
}

func (p *pick) ticked(i int) bool {
	for _, e := range forms.Entries(p.value) {
		if e.ID == p.opts[i].id {
			return true
		}
	}
	return false
}

func (p *pick) multi() bool { return p.fd.Kind == forms.KindMulti }

func (p *pick) Key(k tea.KeyPressMsg) bool {
	if len(p.opts) == 0 {
		return false
	}
	name := k.String()
	if p.detail != nil && p.keyDetail(k, name) {
		return true
	}
	switch name {
	case "left", "up":
		return p.move(-1)
	case "right", "down":
		return p.move(1)
	case "home":
		return p.move(-len(p.opts))
	case "end":
		return p.move(len(p.opts))
	case "space":
		p.tick(p.at, !p.multi() || !p.ticked(p.at))
		return true
	case "enter":
		if !p.multi() && !p.ticked(p.at) {
			p.tick(p.at, true)
			return p.detail != nil // stay for the words; else the sheet goes on
		}
		return false
	case "backspace", "delete":
		p.value = ""
		p.detail = nil
		return true
	}
	return k.Text != "" && p.byLetter(k.Text)
}

func (p *pick) keyDetail(k tea.KeyPressMsg, name string) bool {
	switch name {
	case "up", "down", "enter", "esc":
		return false
	}
	if k.Text != "" && k.Mod&(tea.ModCtrl|tea.ModAlt) == 0 {
		if p.detail.Empty() && k.Text == " " {
			return false
		}
		p.detail.Insert(k.Text)
		p.keepDetail()
		return true
	}
	a, ok := actions[name]
	if !ok || p.detail.Empty() && (a == text.Left || a == text.Right || a == text.DeleteBack) {
		return false
	}
	if !p.detail.Do(a) {
		return false
	}
	p.keepDetail()
	return true
}

func (p *pick) move(by int) bool {
	to := min(max(p.at+by, 0), len(p.opts)-1)
	if to == p.at {
		return false
	}
	p.at = to
	p.openDetail()
	return true
}

// byLetter: a digit ticks the option of that place (the ratings' own figures), a
// letter goes to the next option that begins with it and ticks it where only one
// can be chosen.
func (p *pick) byLetter(key string) bool {
	if key[0] >= '1' && key[0] <= '9' && len(key) == 1 {
		if i := int(key[0] - '1'); i < len(p.opts) {
			p.tick(i, !p.multi() || !p.ticked(i))
		}
		return true
	}
	for step := 1; step <= len(p.opts); step++ {
		i := (p.at + step) % len(p.opts)
		if strings.HasPrefix(strings.ToLower(p.opts[i].label), strings.ToLower(key)) {
			p.at = i
			if !p.multi() {
				p.tick(i, true)
			}
			p.openDetail()
			break
		}
	}
	return true
}

func (p *pick) tick(i int, on bool) {
	p.at = i
	if p.multi() {
		p.value = forms.Tick(p.value, p.opts[i].id, on, p.order)
	} else if !p.ticked(i) {
		p.value = forms.Value(p.opts[i].id)
	}
	p.openDetail()
}

// openDetail shows the words beside the option at hand, where it takes some and
// is ticked.
func (p *pick) openDetail() {
	p.detail = nil
	if len(p.opts) == 0 || p.opts[p.at].detail == "" || !p.ticked(p.at) {
		return
	}
	p.detail = text.New(false)
	for _, e := range forms.Entries(p.value) {
		if e.ID == p.opts[p.at].id {
			p.detail.SetText(e.Detail)
		}
	}
}

func (p *pick) keepDetail() {
	es := forms.Entries(p.value)
	for i := range es {
		if es[i].ID == p.opts[p.at].id {
			es[i].Detail = p.detail.Text()
		}
	}
	p.value = forms.JoinEntries(es)
}

func (p *pick) Click(x, y int) {
	for _, s := range p.spots {
		if y == s.y && x >= s.x && x < s.x+s.w {
			p.tick(s.opt, !p.multi() || !p.ticked(s.opt))
			return
		}
	}
}

func (p *pick) mark(i int) string {
	switch on := p.ticked(i); {
	case p.multi() && on:
		return theme.Ticked
	case p.multi():
		return theme.Unticked
	case on:
		return theme.On
	}
	return theme.Off
}

// Draw lays short options out in flowing lines and long or nested ones one below
// the other, scrolled so that the one at hand is seen.
func (p *pick) Draw(w, h int, th *theme.Theme) View {
	p.spots = p.spots[:0]
	v := View{X: barWidth}
	if p.flows(w) {
		p.flow(&v, w, th)
	} else {
		p.list(&v, w, h, th)
	}
	if len(v.Lines) > h && h > 0 {
		v.Lines = v.Lines[:h]
	}
	return v
}

func (p *pick) flows(w int) bool {
	total := 0
	for _, o := range p.opts {
		if o.depth > 0 {
			return false
		}
		total += cell.Width(o.label) + 6
	}
	return total <= 2*w || p.fd.Kind == forms.KindRating
}

func (p *pick) flow(v *View, w int, th *theme.Theme) {
	bar := th.Bar.Paint(theme.Bar) + " "
	line, x, y := bar, barWidth, 0
	for i, o := range p.opts {
		piece := p.mark(i) + " " + o.label
		pw := cell.Width(piece)
		if x > barWidth && x+pw > w {
			v.Lines = append(v.Lines, line)
			line, x, y = bar, barWidth, y+1
		}
		piece = cell.Cut(piece, max(w-barWidth, 1))
		p.spots = append(p.spots, spot{i, x, y, pw})
		if i == p.at {
			v.X, v.Y = x, y
			piece = th.Focus.Paint(piece)
		}
		line += piece + "   "
		x += pw + 3
	}
	v.Lines = append(v.Lines, line)
	p.drawDetail(v, barWidth, w, th)
}

func (p *pick) list(v *View, w, h int, th *theme.Theme) {
	bar := th.Bar.Paint(theme.Bar) + " "
	room := max(h, 1)
	if p.detail != nil {
		room = max(room-1, 1)
	}
	top := 0
	if len(p.opts) > room {
		top = min(max(p.at-room/2, 0), len(p.opts)-room)
	}
	for i := top; i < len(p.opts) && len(v.Lines) < room; i++ {
		x := barWidth + 4*p.opts[i].depth
		piece := cell.Cut(p.mark(i)+" "+p.opts[i].label, max(w-x, 1))
		p.spots = append(p.spots, spot{i, x, len(v.Lines), cell.Width(piece)})
		if i == p.at {
			v.X, v.Y = x, len(v.Lines)
			piece = th.Focus.Paint(piece)
		}
		v.Lines = append(v.Lines, bar+strings.Repeat(" ", x-barWidth)+piece)
		if i == p.at {
			p.drawDetail(v, x+4, w, th)
		}
	}
}

// drawDetail shows the line for the words beside the option at hand, and puts
// the cursor there.
func (p *pick) drawDetail(v *View, x, w int, th *theme.Theme) {
	if p.detail == nil {
		return
	}
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
