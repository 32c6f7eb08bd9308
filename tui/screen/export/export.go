// Package export is the page that makes a file of a sheet: which format, for whom,
// whose words, what name, what goes and what stays, and below it what the file will
// say. What only one of the two may read is in it only where that one is alone and
// picks an own copy.
package export

import (
	"bytes"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	paper "pairbook/forms/export"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/field"
)

// Screen is the export page.
type Screen struct {
	d      *tui.Desk
	id     forms.SheetID
	format paper.Format
	to     forms.Audience
	who    bool   // below the choices stands who reads what, not what the file says
	whole  bool   // a PDF of all sheets, not of one
	all    bool   // all three voices, not the agreed one alone
	titles string // of a calendar: what they tell

	stops  []stop
	at     int
	reveal bool // scroll so that the place that has the keys is in sight
	top    int
	page   page

	making *making      // the file that is being made; nil while none is
	done   chan outcome // what became of it
	out    outcome

	plan    dayPlan
	pack    packPlan
	doc     paper.Document
	preview paper.Preview
	docKey  docKey
	text    []string // the document as lines of text
	textW   int
}

// stop is a place the keys can go to.
type stop struct {
	kind  stopKind
	label string       // message key
	ed    field.Editor // nil for the buttons
}

type stopKind int

const (
	formatStop stopKind = iota
	forStop
	voicesStop
	titlesStop
	sheetStop
	nameStop
	buttonStop
	openStop // of the file that was written
)

// outcome is what became of a file.
type outcome struct {
	path    string
	err     error
	pair    forms.PairID
	noted   []forms.Revision // its line in the ledger
	unnoted bool             // which could not be written
}

type writtenMsg struct{}

// docKey tells whether the document has to be built again.
type docKey struct {
	id   forms.SheetID
	turn uint64
	to   forms.Audience
	all  bool
	lang lang.Lang
}

// Options of the voices, as values of a choice.
const (
	voicesAgreed = "agreed"
	voicesAll    = "all"
)

// New opens the export page of a sheet.
func New(d *tui.Desk, at tui.Place) tui.Screen {
	return &Screen{d: d, id: at.Sheet, format: paper.FormatPDF, to: forms.ForPair, titles: titlesPlain, done: make(chan outcome, 1)}
}

// Update takes typing, the mouse, and what became of the file.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg:
		s.collect()
		if s.stops == nil {
			s.makeStops("")
		}
		return s.far(s.making)
	case writtenMsg:
		s.collect()
	case farMsg:
		return s.far(m.of)
	case tui.SpeakMsg, tui.ChangedMsg, tui.HandMsg:
		s.makeStops(s.name())
	case tea.KeyPressMsg:
		return s.key(m)
	case tea.PasteMsg:
		if ed := s.here().ed; ed != nil {
			ed.Paste(m.Content)
			s.settle()
		}
	case tea.MouseClickMsg:
		return s.click(m.X, m.Y)
	case tea.MouseWheelMsg:
		return s.scroll(tui.Turn(m) * wheelStep)
	}
	return nil
}

// About names the help page's text.
func (s *Screen) About() string { return "help.export" }

// Leave has nothing to keep: a file that is being written goes on being written.
func (s *Screen) Leave() tea.Cmd { return nil }

func (s *Screen) sheet() (forms.Sheet, bool) {
	if s.d.Pair == nil {
		return forms.Sheet{}, false
	}
	return s.d.Pair.Sheet(s.id)
}

// makeStops builds the places in the language of the day; name is the file's, ""
// for the suggested one.
func (s *Screen) makeStops(name string) {
	sh, ok := s.sheet()
	if !ok {
		s.stops = nil
		return
	}
	if name == "" {
		name = s.suggested(sh)
	}
	kind := s.here().kind
	if s.stops == nil {
		kind = formatStop
	}
	s.stops = []stop{s.whichStop(sh), {formatStop, "exportscreen.format", s.choice("exportscreen.format_", formats(), string(s.format))}}
	if !s.isCalendar() {
		var ids []string
		for _, to := range s.audiences() {
			ids = append(ids, string(to))
		}
		s.stops = append(s.stops, stop{forStop, "exportscreen.for", s.choice("exportscreen.for_", ids, string(s.audience()))})
	}
	switch {
	case s.isCalendar():
		ed := s.choice("exportscreen.titles_", []string{titlesPlain, titlesNames, titlesAll}, s.titles)
		s.stops = append(s.stops, stop{titlesStop, "exportscreen.titles", ed})
	case s.isPack() || compares(sh):
		ed := s.choice("exportscreen.voices_", []string{voicesAgreed, voicesAll}, string(s.voices()))
		s.stops = append(s.stops, stop{voicesStop, "exportscreen.voices", ed})
	}
	ed := field.New(&forms.Field{ID: "name", Kind: forms.KindShort}, forms.Value(name), "", s.d.Pair.Asking())
	s.stops = append(s.stops, stop{nameStop, "exportscreen.name", ed}, stop{kind: buttonStop})
	s.at = max(slices.IndexFunc(s.stops, func(st stop) bool { return st.kind == kind }), 0)
	s.settleOutcome(s.out)
}

// audiences lists whom a file can be for: an own copy is there for one who is alone.
func (s *Screen) audiences() []forms.Audience {
	all := []forms.Audience{forms.ForPair, forms.ForBoard, forms.ForCoordinator}
	if own := s.d.Reader.Hands(); own != forms.ForPair {
		all = append(all, own)
	}
	return all
}

// audience is whom the file is for: the pair, where what was picked cannot be any more.
func (s *Screen) audience() forms.Audience {
	if slices.Contains(s.audiences(), s.to) {
		return s.to
	}
	return forms.ForPair
}

// compares reports whether a sheet has questions that the two answer apart and
// together.
func compares(sh forms.Sheet) bool {
	for _, it := range sh.Items() {
		if it.Field.Compare {
			return true
		}
	}
	return false
}

func (s *Screen) choice(prefix string, ids []string, now string) field.Editor {
	fd := &forms.Field{ID: "choice", Kind: forms.KindChoice}
	for _, id := range ids {
		label := lang.In(s.d.Words.Lang(), s.t(prefix+id))
		fd.Options = append(fd.Options, forms.Option{ID: id, Label: label})
	}
	return field.New(fd, forms.Value(now), "", s.d.Pair.Asking())
}

func (s *Screen) here() stop {
	if s.at < len(s.stops) {
		return s.stops[s.at]
	}
	return stop{kind: buttonStop}
}

// settle takes over what was picked. Something is always chosen: an answer that
// was wiped out comes back.
func (s *Screen) settle() {
	st := s.here()
	now, chosen := s.chosen(st.kind)
	if !chosen {
		return
	}
	v, problem := st.ed.Value()
	switch {
	case problem != nil || v == "":
		st.ed.Take(now)
	case st.kind == forStop:
		s.to = forms.Audience(v)
	case st.kind == voicesStop:
		s.all = v == voicesAll
	case st.kind == titlesStop:
		s.titles = string(v)
	case st.kind == sheetStop:
		s.turnTo(v)
	default:
		s.reformat(paper.Format(v))
	}
}

// chosen returns what is chosen at a place; ok is false where nothing can be.
func (s *Screen) chosen(k stopKind) (v forms.Value, ok bool) {
	switch k {
	case formatStop:
		return forms.Value(s.format), true
	case forStop:
		return forms.Value(s.audience()), true
	case voicesStop:
		return s.voices(), true
	case titlesStop:
		return forms.Value(s.titles), true
	case sheetStop:
		return s.sheets(), true
	}
	return "", false
}

func (s *Screen) voices() forms.Value {
	if s.all {
		return voicesAll
	}
	return voicesAgreed
}

// reformat changes the format. A file's name that ends as its format wants goes
// on doing so; the one that we suggested gives way to the next suggestion.
func (s *Screen) reformat(to paper.Format) {
	sh, ok := s.sheet()
	if !ok || to == s.format {
		return
	}
	name, from, ours := s.name(), s.format, s.suggested(sh)
	s.format, s.whole = to, s.whole && to == paper.FormatPDF
	if base, ends := strings.CutSuffix(name, ext(from)); name == ours {
		name = s.suggested(sh)
	} else if ends {
		name = base + ext(to)
	}
	others := []paper.Format{calendarFormat, paper.FormatPDF}
	if slices.Contains(others, from) || slices.Contains(others, to) {
		s.makeStops(name) // other choices belong to it
		return
	}
	for _, st := range s.stops {
		if st.kind == nameStop && name != s.name() {
			st.ed.Take(forms.Value(name))
		}
	}
}

// name returns the file's name as typed, without blanks around it.
func (s *Screen) name() string {
	for _, st := range s.stops {
		if st.kind == nameStop {
			v, _ := st.ed.Value()
			return string(v)
		}
	}
	return ""
}

// document returns what is exported. Where it is not an own copy, which only one who is
// alone can pick, it is as both may read it or less.
func (s *Screen) document() paper.Document {
	sh, ok := s.sheet()
	if !ok {
		return paper.Document{}
	}
	if key := s.moment(); key != s.docKey {
		o := paper.Options{To: s.audience(), AllVoices: s.all}
		s.doc = paper.Build(sh, o)
		s.preview = paper.PreviewOf(sh, o, s.doc)
		s.docKey, s.text = key, nil
	}
	return s.doc
}

// moment tells the answers and the choices of this moment from others.
func (s *Screen) moment() docKey {
	return docKey{s.id, s.d.Pair.Record.Version(), s.audience(), s.all, s.d.Words.Lang()}
}

// whyNotWrite says why the file cannot be written now.
func (s *Screen) whyNotWrite() string {
	switch {
	case s.stops == nil:
		return "exportscreen.no_sheet"
	case s.making != nil:
		return "exportscreen.why_writing"
	case s.isCalendar() && len(s.days()) == 0:
		return "exportscreen.why_no_dates"
	case s.isPack() && len(s.packed()) == 0:
		return "frompaper.why_nothing_begun"
	case s.ofSheet() && s.document().Closed && s.audience().Outside():
		return "exportscreen.why_nothing"
	case s.ofSheet() && s.document().Closed:
		return "exportscreen.why_not_open"
	case s.name() == "":
		return "exportscreen.why_no_name"
	}
	return ""
}

// line is what the ledger will say of the file.
func (s *Screen) line() forms.Handed {
	switch {
	case s.isCalendar():
		return forms.Handed{Sheet: forms.LedgerCalendar, Format: strings.TrimPrefix(paper.CalendarExt, "."), To: forms.ForPair}
	case s.isPack():
		return forms.Handed{Sheet: packName, Format: string(paper.FormatPDF), To: s.audience()}
	}
	return forms.Handed{Sheet: s.id.String(), Format: string(s.format), To: s.audience()}
}

// maker returns what makes the file that is chosen.
func (s *Screen) maker() maker {
	switch {
	case s.isCalendar():
		return s.calendarFile()
	case s.isPack():
		return s.packFile()
	}
	doc, format := s.document(), s.format
	return func(func(done, all int) error) ([]byte, error) {
		var b bytes.Buffer
		err := paper.Write(&b, format, doc)
		return b.Bytes(), err
	}
}

func (s *Screen) t(key string, args ...any) string { return s.d.Words.T(key, args...) }
