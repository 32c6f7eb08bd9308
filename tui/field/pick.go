package field

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
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
	typed  string       // letters that led to the option at hand
	run    string       // all letters and blanks since another key
	lost   bool         // the last of these led to no option
	prose  bool         // all of them lead to none: somebody writes an answer of their own
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
	p.opts = options(p.order, a)
	for i := range p.opts {
		if p.ticked(i) {
			p.at = i
			break
		}
	}
	p.openDetail()
	return p
}

// options lists the options with those of groups below their group.
func options(order []forms.Option, a forms.Asking) []option {
	var out []option
	for _, o := range order {
		out = append(out, option{o.ID, a.Fill(o.Label), 0, o.Detail})
		for _, sub := range o.Options {
			out = append(out, option{o.ID + "." + sub.ID, a.Fill(sub.Label), 1, sub.Detail})
		}
	}
	return out
}

// Speak words the options anew.
func (p *pick) Speak(a forms.Asking) {
	p.asking, p.order = a, p.fd.Choices(a)
	p.opts = options(p.order, a)
	p.at = min(p.at, max(len(p.opts)-1, 0))
}

// Point goes to a suggested option, while nothing is chosen.
func (p *pick) Point(v forms.Value) {
	for _, e := range forms.Entries(v) {
		for i := range p.opts {
			if p.opts[i].id == e.ID && p.value == "" {
				p.at = i
				return
			}
		}
	}
}

// Choose presses an option as the mouse does.
func (p *pick) Choose(n int) {
	if n >= 0 && n < len(p.opts) {
		p.tick(n, !p.multi() || !p.ticked(n))
	}
}

// Picks: while words are typed beside an option, the field is left before it is an
// answer.
func (p *pick) Picks() bool       { return p.detail == nil }
func (p *pick) Text() string      { return string(p.value) }
func (p *pick) Empty() bool       { return p.value == "" }
func (p *pick) Changed() bool     { return p.value != p.was }
func (p *pick) Ticks() bool       { return p.multi() }
func (p *pick) Selection() string { return "" }
func (p *pick) Marked() bool      { return false }
func (p *pick) Unmark()           {}
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
	if k.Text != "" && name != "space" {
		return p.byLetter(k.Text)
	}
	if name == "space" {
		p.space()
		return true
	}
	p.forget()
	switch name {
	case "left", "up":
		return p.move(-1)
	case "right", "down":
		return p.move(1)
	case "home":
		return p.move(-len(p.opts))
	case "end":
		return p.move(len(p.opts))
	case "enter":
		return p.enter()
	case "backspace", "delete":
		p.value = ""
		p.detail = nil
		return true
	}
	return false
}

// enter ticks where several can be ticked, and goes on from the words beside an
// option. Where one is chosen it chooses, and the sheet goes on.
func (p *pick) enter() bool {
	switch {
	case p.multi() && p.detail == nil:
		p.tick(p.at, !p.ticked(p.at))
		return true
	case p.multi() || p.ticked(p.at):
		return false
	}
	p.tick(p.at, true)
	return p.detail != nil // stay for the words
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

// byLetter: in a rating a figure is an option's own name, and takes it. All else only
// moves, because it may be the beginning of an answer that somebody wants to write:
// letters go to the option that begins with what was typed so far, a figure that begins
// none to the option of that place. It reports whether there is such an option.
func (p *pick) byLetter(key string) bool {
	place := 0
	if len(key) == 1 && key[0] >= '1' && key[0] <= '9' {
		place = int(key[0] - '0')
	}
	p.run += key
	if p.prose {
		return false
	}
	p.lost = false
	switch {
	case place > 0 && p.fd.Kind == forms.KindRating:
		p.Choose(place - 1)
		p.forget()
	case p.seek(p.typed+key, 0): // goes on with the same word
		p.typed += key
	case p.seek(key, 1):
		p.typed = key
	case place > 0 && place <= len(p.opts):
		p.at = place - 1
		p.openDetail()
		p.forget()
	default:
		p.typed, p.lost = "", true
	}
	const aWord = 3 // letters; fewer may be two tries to find an option
	p.prose = p.astray() && utf8.RuneCountInString(p.run) >= aWord
	return !p.lost && !p.prose
}

// space takes the option at hand; not in the middle of words that are typed, whether
// they lead to an option or to none: no answer is given by writing another one. A second
// one is meant.
func (p *pick) space() {
	if p.typed != "" && !p.prose && p.seek(p.typed+" ", 0) {
		p.typed, p.run = p.typed+" ", p.run+" "
		return
	}
	if (p.lost || p.prose) && !strings.HasSuffix(p.run, " ") {
		p.run += " "
		return
	}
	p.tick(p.at, !p.multi() || !p.ticked(p.at))
	p.forget()
}

// astray reports whether what was typed is neither the beginning of the option at hand nor
// one letter again and again, which goes round the options that begin with it.
func (p *pick) astray() bool {
	run, label := strings.ToLower(p.run), strings.ToLower(p.opts[p.at].label)
	first, _ := utf8.DecodeRuneInString(run)
	again := strings.Trim(run, string(first)) == "" && strings.HasPrefix(label, string(first))
	return !strings.HasPrefix(label, run) && !again
}

// forget begins anew: another key than a letter was pressed.
func (p *pick) forget() { p.typed, p.run, p.lost, p.prose = "", "", false, false }

// seek goes to the nearest option that begins with a text, from so many further on;
// false where none does.
func (p *pick) seek(text string, from int) bool {
	for step := range p.opts {
		i := (p.at + from + step) % len(p.opts)
		if strings.HasPrefix(strings.ToLower(p.opts[i].label), strings.ToLower(text)) {
			p.at = i
			p.openDetail()
			return true
		}
	}
	return false
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
			p.forget()
			p.Choose(s.opt)
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
