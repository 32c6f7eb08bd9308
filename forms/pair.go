package forms

import (
	"maps"
	"slices"
	"strings"

	"pairbook/forms/lang"
)

// Pair is one mentor–mentee pair as the forms see it: what it answered, which
// programme it follows, and the day it is. Everything a screen, a command or a
// print wants to know of a pair is asked of this type.
type Pair struct {
	Record  *Record
	Library *Library
	Today   lang.Date
	Words   *lang.Words

	programme memo[*Programme]
	contacts  memo[[]Contact]
	plan      memo[[]PlanStep]
	counts    memo[map[countKey]Progress]
	lost      memo[lostForms]
	rows      memo[map[rowsKey][]Row]
	proofs    memo[[]keptProof]
	versions  memo[map[SheetID]int]

	asking   *Asking
	offered  []Option // see programmes
	meetings []int
	seenTurn uint64
	counted  bool
}

// Fields of the pair sheet that other parts refer to by name.
const (
	PairForm      = "pair"
	WorksheetForm = "planning_worksheet"
	MeetingForm   = "meeting"
	ContractForm  = "contract"
	EachForm      = "feedback_each"
	TogetherForm  = "feedback_together"
	NextStepsForm = "next_steps"
	BetweenForm   = "between"
	PlanForm      = "process_plan"
	SummaryForm   = "coordinator_summary"
	EarlyEndForm  = "early_end"

	fieldMentor    = "mentor_name"
	fieldMentee    = "mentee_name"
	fieldTemplate  = "template_id"
	fieldProgramme = "programme_name"
	fieldAnchor    = "anchor_date"
	fieldLength    = "planned_length"
	fieldExtend    = "pp_extend"
	fieldMeetDate  = "m_date"
	fieldNextDate  = "m_next_date"

	registerGoals      = "goals"
	registerActions    = "actions"
	registerContacts   = "contacts"
	registerSmallSteps = "small_steps"
	registerDates      = "dates"
	registerSteps      = "steps"
	registerPauses     = "pauses"
	registerCancelled  = "cancelled"
	columnStatus       = "status"
	statusOpen         = Value("open")

	// DefaultProgramme is followed until the pair has chosen.
	DefaultProgramme = "workplace"
)

// NewPair joins a record with the library, a day and a language.
func NewPair(rec *Record, lib *Library, today lang.Date, w *lang.Words) *Pair {
	return &Pair{Record: rec, Library: lib, Today: today, Words: w}
}

// Sheet is a form being filled in by a pair.
type Sheet struct {
	Pair *Pair
	ID   SheetID
	Form *Form
}

// Programme returns the programme the pair chose, or the default one; nil only
// where the library has neither.
func (p *Pair) Programme() *Programme {
	return p.programme.get(p, func() *Programme {
		if pr := p.Library.Programmes[ProgrammeOf(p.pairValue(fieldTemplate, Agreed))]; pr != nil {
			return pr
		}
		return p.Library.Programmes[DefaultProgramme]
	})
}

// ProgrammeOf returns the programme id that an option of pair.template_id
// stands for: option ids have no hyphens.
func ProgrammeOf(v Value) string { return strings.ReplaceAll(string(v), "_", "-") }

// TemplateOption is the reverse of ProgrammeOf.
func TemplateOption(programme string) Value {
	return Value(strings.ReplaceAll(programme, "-", "_"))
}

func (p *Pair) pairValue(field string, v Voice) Value {
	return p.Record.Value(Address{Sheet: SheetID{Form: PairForm}, Field: field, Voice: v})
}

// Name returns a person's name, or the programme's word for the person while no
// name is known.
func (p *Pair) Name(v Voice) string {
	field := fieldMentor
	if v == Mentee {
		field = fieldMentee
	}
	if v == Agreed {
		return p.Words.T("forms.both")
	}
	if name := p.pairValue(field, v); name != "" {
		return string(name)
	}
	return upperFirst(p.Programme().Term("the_"+string(v), p.Words.Lang()))
}

// Title returns "mentee & mentor", as headers show the pair.
func (p *Pair) Title() string { return p.Name(Mentee) + " & " + p.Name(Mentor) }

// ProgrammeName returns the programme's name as the pair calls it.
func (p *Pair) ProgrammeName() string {
	if v := p.pairValue(fieldProgramme, Agreed); v != "" {
		return string(v)
	}
	return p.Programme().Title.In(p.Words.Lang())
}

// Anchor returns the date from which the plan counts; ok is false while it is
// not known.
func (p *Pair) Anchor() (d lang.Date, ok bool) {
	d, err := lang.ParseISO(string(p.pairValue(fieldAnchor, Agreed)))
	return d, err == nil
}

// Text returns a form's text in the pair's language, with the programme's words
// filled in.
func (p *Pair) Text(t lang.Text) string {
	return p.Programme().Fill(t.In(p.Words.Lang()), p.Words.Lang())
}

// Asking returns what fields need to read and show this pair's answers.
func (p *Pair) Asking() Asking {
	if p.asking == nil {
		p.asking = &Asking{Words: p.Words, Today: p.Today, Options: p.OptionsOf, Fill: p.Text}
	}
	return *p.asking
}

// OptionsOf returns the options of a choice or multi field, also those that come
// from the programme's topics, from the pair's goals or from the programmes there
// are.
func (p *Pair) OptionsOf(fd *Field) []Option {
	switch fd.From {
	case "":
		return fd.Options
	case "topics":
		return slices.Concat(p.Programme().Topics, fd.Options)
	case "interests":
		return slices.Concat(p.Programme().Interests, fd.Options)
	case "programmes":
		return p.programmes()
	}
	var opts []Option
	table := registerTable(fd.From)
	first := ""
	if def := p.Library.Registers[fd.From]; def != nil && len(def.Columns) > 0 {
		first = def.Columns[0].ID
	}
	for _, row := range p.Record.Rows(table) {
		label := string(p.Record.Value(table.InRow(row.ID).At(first)))
		if label == "" {
			continue
		}
		opts = append(opts, Option{ID: string(row.ID), Label: lang.In(lang.English, label)})
	}
	return opts
}

// programmes returns the programmes to choose from, by title.
func (p *Pair) programmes() []Option {
	if p.offered != nil {
		return p.offered
	}
	l := p.Words.Lang()
	var titles []string
	for id, pr := range p.Library.Programmes {
		titles = append(titles, pr.Title.In(l)+"\n"+id)
	}
	lang.Sort(l, titles)
	for _, title := range titles {
		id := title[strings.LastIndexByte(title, '\n')+1:]
		p.offered = append(p.offered, Option{ID: string(TemplateOption(id)), Label: p.Library.Programmes[id].Title})
	}
	return p.offered
}

// Sheet returns a sheet of the pair; ok is false where no such form is known, nor
// answered in the past, or the id does not fit the form (a number for the contract, say).
func (p *Pair) Sheet(id SheetID) (Sheet, bool) {
	f := p.Library.Forms[id.Form]
	if f == nil {
		f = p.lostForms().forms[id.Form]
	}
	if f == nil || id.Register != "" {
		return Sheet{}, false
	}
	fits := map[Copies]bool{
		CopiesOne:      id.Number == 0 && id.Of == "",
		CopiesNumbered: id.Number > 0 && id.Of == "",
		CopiesEach:     id.Number == 0 && id.Of.IsPerson(),
	}
	return Sheet{Pair: p, ID: id, Form: f}, fits[f.Copies]
}

// Sheets returns the sheets of the pair in the programme's order: meetings that
// have been begun, and both copies of an evaluation.
func (p *Pair) Sheets() []Sheet {
	var out []Sheet
	add := func(id SheetID) {
		if s, ok := p.Sheet(id); ok {
			out = append(out, s)
		}
	}
	for _, form := range p.Programme().Forms {
		f := p.Library.Forms[form]
		switch {
		case f == nil:
		case f.Copies == CopiesNumbered:
			for _, n := range p.Meetings() {
				add(SheetID{Form: form, Number: n})
			}
		case f.Copies == CopiesEach:
			add(SheetID{Form: form, Of: Mentee})
			add(SheetID{Form: form, Of: Mentor})
		default:
			add(SheetID{Form: form})
		}
	}
	return out
}

// Meetings returns the numbers of the meetings that have been begun, ascending. A
// meeting of which everything was taken back has not been begun.
func (p *Pair) Meetings() []int {
	if p.counted && p.seenTurn == p.Record.Version() {
		return p.meetings
	}
	seen := map[int]bool{}
	p.Record.Addresses(func(a Address) {
		if n := p.meetingOf(a); n > 0 {
			seen[n] = true
		}
	})
	p.meetings = slices.Sorted(maps.Keys(seen)) // a new slice: a caller may still hold the last one
	p.seenTurn, p.counted = p.Record.Version(), true
	return p.meetings
}

// meetingOf returns the meeting that an answer shows to be begun, 0 for none: its
// own sheets' answers, and rows of a register that were written in it. A private
// note does not count: the other one is not to learn of it.
func (p *Pair) meetingOf(a Address) int {
	v := p.Record.Value(a)
	switch {
	case v == "":
		return 0
	case a.Part == PartFrom:
		if from, err := ParseSheetID(string(v)); err == nil && from.Form == MeetingForm {
			return from.Number
		}
		return 0
	case a.Sheet.Form != MeetingForm || a.Hidden():
		return 0
	}
	if f := p.Library.Forms[MeetingForm]; f != nil {
		if fd, ok := f.Field(a.Field); ok && fd.Seen == SeenAuthor {
			return 0
		}
	}
	return a.Sheet.Number
}

// Meeting returns the id of meeting n.
func Meeting(n int) SheetID { return SheetID{Form: MeetingForm, Number: n} }

// OpenMeeting returns the meeting to go on with: the first begun one that is not
// closed and not frozen, else the next number.
func (p *Pair) OpenMeeting() SheetID {
	last := 0
	for _, n := range p.Meetings() {
		open := Sheet{Pair: p, ID: Meeting(n)}
		if p.Record.State(open.ID) != StateClosed && !open.Frozen() {
			return open.ID
		}
		last = n
	}
	return Meeting(last + 1)
}

// Reader is who looks: whose hand types, and whether that person is alone. The
// zero Reader sees what both may see together.
type Reader struct {
	Hand  Voice
	Alone bool
}

// MayRead reports whether a reader may see an answer of a field in a voice.
// Sealed answers open to both when both copies are sealed, or were written
// together; what a person has not told yet opens when it is told.
func (s Sheet) MayRead(fd *Field, v Voice, r Reader) bool {
	own := r.Alone && r.Hand == v && v.IsPerson()
	switch fd.Seen {
	case SeenAuthor, SeenCoordinator:
		return own
	case SeenSealed:
		return own || s.Opened()
	case SeenTold:
		return own || s.Told(v)
	}
	return true
}

// Opened reports whether both copies of an evaluation are sealed, or the pair
// chose to write them together: then both may read both. Copies behind a passphrase are
// not open before the two have opened them.
func (s Sheet) Opened() bool {
	if !s.Form.Sealed() {
		return true
	}
	return s.BothSealed() && !s.Pair.behindPassphrase(s.Form.ID, Mentee) && !s.Pair.behindPassphrase(s.Form.ID, Mentor)
}

// Title returns the sheet's name as people read it: "Working contract",
// "Meeting 2", "Feedback, Amina Diallo".
func (s Sheet) Title() string {
	t := s.Pair.Text(s.Form.Title)
	switch {
	case s.ID.Number > 0:
		return s.Pair.Words.T("forms.numbered", "title", t, "n", s.ID.Number)
	case s.ID.Of != "":
		return s.Pair.Words.T("forms.copy", "title", t, "name", s.Pair.Name(s.ID.Of))
	}
	return t
}
