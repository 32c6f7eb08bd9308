package start

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/field"
	"pairbook/tui/theme"
)

// begin asks the few things that a pair needs to begin: language, two names, the
// programme and the day. Everything else can wait.
type begin struct {
	d     *tui.Desk
	pair  *forms.Pair // an empty one, for the words of the programme
	qs    []question
	at    int    // len(qs) is the button
	spots []spot // of the last drawing
	busy  bool
	done  bool // the pair has begun
}

type question struct {
	id    string // field of the pair form; "" is the language
	voice forms.Voice
	fd    *forms.Field
	ed    field.Editor

	problem *forms.Problem // said below it once it was left
}

// spot is where a question was drawn: its rows, the width of its editor, and the
// part of the editor's rows that is seen and can be clicked.
type spot struct {
	from, to, q, x   int
	top, first, last int // of the editor: the row drawn first; rows that can be clicked
}

const language = "" // the question that is not of the pair form

func newBegin(d *tui.Desk) *begin {
	b := &begin{d: d}
	b.build()
	return b
}

// build makes the questions in the language of the screen, with what was answered
// and typed.
func (b *begin) build() {
	old, said := map[string]field.Editor{}, map[string]bool{}
	for _, q := range b.qs {
		old[q.id], said[q.id] = q.ed, q.problem != nil
	}
	b.pair = forms.NewPair(forms.NewRecord(""), b.d.Library, b.d.Today(), b.d.Words)
	b.qs = nil
	b.add(language, "", b.languages(), forms.Value(b.d.Words.Lang()), nil)
	form := b.d.Library.Forms[forms.PairForm]
	if form == nil {
		return
	}
	for _, q := range []struct {
		id    string
		voice forms.Voice
		value forms.Value
	}{
		{"mentee_name", forms.Mentee, ""},
		{"mentor_name", forms.Mentor, ""},
		{"template_id", forms.Agreed, forms.TemplateOption(forms.DefaultProgramme)},
		{"organisation", forms.Agreed, ""},
		{"anchor_date", forms.Agreed, forms.Value(b.d.Today().String())},
	} {
		if fd, ok := form.Field(q.id); ok {
			b.add(q.id, q.voice, fd, q.value, old[q.id])
		}
	}
	for i := range b.qs {
		if said[b.qs[i].id] {
			b.qs[i].check()
		}
	}
}

// check notes what is wrong with what is typed; an empty answer is not wrong yet.
func (q *question) check() {
	q.problem = nil
	if _, problem := q.ed.Value(); problem != nil && q.ed.Text() != "" {
		q.problem = problem
	}
}

// add asks a question. What the old editor could read is shown in the new
// language; what it could not stays as it was typed.
func (b *begin) add(id string, v forms.Voice, fd *forms.Field, val forms.Value, old field.Editor) {
	draft := ""
	if old != nil {
		said, problem := old.Value()
		if val = said; problem != nil {
			val, draft = "", old.Text()
		}
	}
	b.qs = append(b.qs, question{id: id, voice: v, fd: fd, ed: field.New(fd, val, draft, b.pair.Asking())})
}

// languages is a choice of the languages that are shipped, each in its own name.
func (b *begin) languages() *forms.Field {
	fd := &forms.Field{ID: "language", Kind: forms.KindChoice, Label: lang.In(b.d.Words.Lang(), b.d.Words.T("start.language"))}
	for _, l := range lang.All() {
		fd.Options = append(fd.Options, forms.Option{ID: string(l), Label: lang.In(b.d.Words.Lang(), b.d.Words.T("start.lang_"+string(l)))})
	}
	return fd
}

func (b *begin) update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return b.key(m)
	case tea.PasteMsg:
		if b.at < len(b.qs) {
			b.qs[b.at].problem = nil
			b.qs[b.at].ed.Paste(m.Content)
		}
	case tea.MouseClickMsg:
		return b.click(m.X, m.Y)
	case tea.MouseWheelMsg:
		return b.move(tui.Turn(m))
	case begunMsg:
		return b.begun(m)
	}
	return nil
}

func (b *begin) key(k tea.KeyPressMsg) tea.Cmd {
	if b.at < len(b.qs) && b.qs[b.at].ed.Key(k) {
		b.qs[b.at].problem = nil
		return b.spoken()
	}
	switch k.String() {
	case "enter", "space":
		if b.at == len(b.qs) {
			return b.commit()
		}
		return tea.Batch(b.spoken(), b.move(1))
	case "down":
		return b.move(1)
	case "up":
		return b.move(-1)
	}
	return nil
}

// spoken changes the language as soon as another one is picked.
func (b *begin) spoken() tea.Cmd {
	if b.at != 0 {
		return nil
	}
	v, _ := b.qs[0].ed.Value()
	l, err := lang.Parse(string(v))
	if err != nil || l == b.d.Words.Lang() {
		return nil
	}
	return tui.Speak(l)
}

func (b *begin) move(by int) tea.Cmd {
	b.goTo(max(min(b.at+by, len(b.qs)), 0))
	return nil
}

// goTo hands the keys to a question; what is wrong with the one that is left is
// said at once.
func (b *begin) goTo(at int) {
	if at != b.at && b.at < len(b.qs) {
		b.qs[b.at].check()
	}
	b.at = at
}

func (b *begin) bindings() []tui.Binding {
	return []tui.Binding{
		{Keys: []string{"tab"}, Name: "keys.next", Foot: 1, Run: func() tea.Cmd { return b.move(1) }},
		{Keys: []string{"shift+tab"}, Name: "keys.previous", Foot: 2, Run: func() tea.Cmd { return b.move(-1) }},
		{Keys: []string{"ctrl+b"}, Name: "keys.begin", Foot: 3, Run: b.commit},
	}
}

type begunMsg struct {
	id        forms.PairID
	programme string
	err       error
}

// commit begins the pair. Names are needed, the rest has an answer already; what
// cannot be read is said beside its field.
func (b *begin) commit() tea.Cmd {
	if b.busy || b.done {
		return nil
	}
	cs, ok := b.changes()
	if !ok {
		return nil
	}
	b.busy = true
	book, programme := b.d.Book, forms.DefaultProgramme
	for _, c := range cs {
		if c.Addr.Field == "template_id" {
			programme = forms.ProgrammeOf(c.Value)
		}
	}
	return func() tea.Msg {
		id, err := book.NewPair(cs, forms.Mentee)
		return begunMsg{id, programme, err}
	}
}

func (b *begin) changes() ([]forms.Change, bool) {
	sheet := forms.SheetID{Form: forms.PairForm}
	var cs []forms.Change
	for i, q := range b.qs {
		v, problem := q.ed.Value()
		if problem == nil && v == "" && (q.voice.IsPerson() || q.id == "anchor_date") {
			problem = &forms.Problem{Key: "start.needed"}
		}
		if problem != nil {
			b.at, b.qs[i].problem = i, problem
			return nil, false
		}
		id := q.id
		if id == language {
			id = "language"
		}
		if v != "" {
			cs = append(cs, forms.Change{Addr: forms.Address{Sheet: sheet, Field: id, Voice: voiceOr(q.voice)}, Value: v})
		}
		if pr := b.d.Library.Programmes[forms.ProgrammeOf(v)]; q.id == "template_id" && pr != nil {
			cs = append(cs, forms.Change{Addr: forms.Address{Sheet: sheet, Field: "anchor_event", Voice: forms.Agreed}, Value: forms.Value(pr.Anchor)})
		}
	}
	return cs, true
}

func voiceOr(v forms.Voice) forms.Voice {
	if v == "" {
		return forms.Agreed
	}
	return v
}

// begun opens the new pair, on the form that its programme begins with: that is what
// the first meeting is for.
func (b *begin) begun(m begunMsg) tea.Cmd {
	b.busy = false
	if m.err != nil {
		return tui.Note(b.d.Word(b.d.Words, m.err))
	}
	b.done = true
	at := tui.Place{Screen: tui.PairPage, Pair: m.id}
	if form := b.d.Library.FirstForm(m.programme); form != "" {
		at.Then = &tui.Place{Screen: tui.SheetPage, Pair: m.id, Sheet: forms.SheetID{Form: form}}
	}
	return tui.Instead(at)
}

func (b *begin) click(x, y int) tea.Cmd {
	for _, sp := range b.spots {
		if y < sp.from || y >= sp.to {
			continue
		}
		b.goTo(sp.q)
		if sp.q == len(b.qs) {
			return b.commit()
		}
		if row := y - sp.from - 1 + sp.top; row >= sp.first && row < sp.last {
			b.qs[sp.q].ed.Draw(sp.x, tall, b.d.Theme)
			b.qs[sp.q].ed.Click(x-2, row)
		}
		return b.spoken()
	}
	return nil
}

// draw paints the questions below each other; where they do not fit, from the
// one that has the keys on.
func (b *begin) draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: b.d.Words.T("start.title")}
	width := min(w, 76)
	var lines []string
	b.spots = b.spots[:0]
	for _, l := range cell.Wrap(b.d.Words.T("start.welcome"), width) {
		lines = append(lines, b.d.Theme.Hint.Paint(l))
	}
	lines = append(lines, "")
	from, to := 0, 0
	for i := range b.qs {
		start := len(lines)
		var sp spot
		lines, sp = b.drawQuestion(lines, i, width, h, &fr)
		sp.from, sp.to, sp.q = start, len(lines), i
		b.spots = append(b.spots, sp)
		if i == b.at {
			from, to = start, len(lines)
		}
	}
	button := len(lines)
	lines = append(lines, b.button(&fr, button))
	b.spots = append(b.spots, spot{from: button, to: button + 1, q: len(b.qs)})
	if b.at == len(b.qs) {
		from, to = button, button+1
	}
	top := max(min(from, max(to-h, 0)), 0)
	if to > h {
		top = max(min(to-h, from), 0)
	}
	b.shift(&fr, top)
	fr.Lines = lines[top:min(top+h, len(lines))]
	return fr
}

func (b *begin) shift(fr *tui.Frame, top int) {
	for i := range b.spots {
		b.spots[i].from -= top
		b.spots[i].to -= top
	}
	if fr.X >= 0 {
		fr.Y -= top
	}
}

func (b *begin) drawQuestion(lines []string, i, w, h int, fr *tui.Frame) ([]string, spot) {
	q, th := b.qs[i], b.d.Theme
	style := th.Label
	if i == b.at {
		style = th.Focus
	}
	lines = append(lines, style.Paint(cell.Cut(b.label(q), w)))
	var sp spot
	switch {
	case q.programmes() && i == b.at:
		lines, sp = b.drawProgrammes(lines, q, w, h, fr)
	case q.programmes():
		lines = append(lines, "    "+b.drawChosen(q, max(w-4, 1)))
	default:
		lines, sp = b.drawEditor(lines, i, w, fr)
	}
	if q.problem != nil {
		for _, l := range cell.Wrap(theme.Attention+" "+q.problem.Say(b.d.Words), w-2) {
			lines = append(lines, "  "+th.Bad.Paint(l))
		}
	}
	return append(lines, ""), sp
}

// drawEditor paints what is typed or picked. Only what has the keys shows its bar,
// and what the keys would replace.
func (b *begin) drawEditor(lines []string, i, w int, fr *tui.Frame) ([]string, spot) {
	q, th := b.qs[i], b.d.Theme
	v := q.ed.Draw(max(w-2, 4), tall, th)
	if i == b.at {
		fr.X, fr.Y = v.X+2, len(lines)+v.Y
	} else if q.ed.Selection() != "" && len(v.Lines) > 0 {
		v.Lines[0] = ansi.Strip(v.Lines[0])
	}
	for _, l := range v.Lines {
		if i != b.at {
			l = strings.Replace(l, theme.Bar, " ", 1)
		}
		if i != b.at && q.ed.Text() == "" {
			l = "  " + th.Missing.Paint(strings.Repeat("_", min(24, max(w-4, 1))))
		}
		lines = append(lines, "  "+strings.TrimRight(l, " "))
	}
	return lines, spot{x: w - 2, last: len(v.Lines)}
}

// label asks in the words of a first meeting; the form's own label serves where
// the catalogue has none.
func (b *begin) label(q question) string {
	if key := "start.ask_" + q.id; b.d.Words.Has(key) {
		return b.pair.Programme().Fill(b.d.Words.T(key), b.d.Words.Lang())
	}
	return b.pair.Text(q.fd.Label)
}

func (b *begin) button(fr *tui.Frame, y int) string {
	th := b.d.Theme
	text := "[ " + b.d.Words.T("start.begin") + " ]"
	if b.at == len(b.qs) {
		fr.X, fr.Y = 0, y
		return th.Focus.Paint(theme.Here + " " + text)
	}
	return "  " + th.Accent.Paint(text)
}
