package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/export"
	"pairbook/forms/lang"
	"pairbook/store"
)

// confided is a text that its author alone may read, for now.
type confided struct {
	at     forms.Address
	author forms.Voice
	text   string
	seen   forms.Seen
	draft  bool // typed, and no answer yet
	gone   bool // replaced by another answer since
}

// confidences is a home with a book full of them.
type confidences struct {
	*home
	id    forms.PairID
	all   []confided
	ids   []forms.SheetID        // of all sheets
	heard int                    // commands that had something to say
	own   map[forms.Voice]string // passphrases of the two
	words *lang.Words
	shown map[forms.Address]bool // questions that are asked
}

// leakMarks is how many texts there have to be at least.
const leakMarks = 40

// newConfidences makes a book in which each of the two has written a text into every
// question that is private, sealed, not told yet or for the coordinator, and half a text
// besides. With passphrases, the mentee has one before anything is written, the mentor
// gets one afterwards.
func newConfidences(t *testing.T, l lang.Lang, passphrases bool) *confidences {
	t.Helper()
	words, err := lang.Load(l)
	if err != nil {
		t.Fatal(err)
	}
	c := &confidences{home: newHome(t), own: map[forms.Voice]string{}, words: words, shown: map[forms.Address]bool{}}
	c.env["PAIRBOOK_LANG"] = string(l)
	c.must(newArgs()...)
	c.must("set", "meeting/1", "m_date", "2026-03-04")
	c.must("set", "planning_worksheet", "pw_goals+", "goal=Lead a meeting", "due=2026-06-01")
	b, app := c.opened(t)
	defer func() { _ = b.Close() }()
	all, err := b.Pairs()
	if err != nil || len(all) != 1 {
		t.Fatal(err)
	}
	c.id = all[0].ID
	if passphrases {
		c.lock(t, app, forms.Mentee)
	}
	c.confide(t, app)
	if _, err := b.BackupDaily(""); err != nil { // which must not outlive the passphrase
		t.Fatal(err)
	}
	if passphrases {
		c.lock(t, app, forms.Mentor)
	}
	if len(c.all) < leakMarks {
		t.Fatalf("only %d texts are confided", len(c.all))
	}
	return c
}

// opened opens the book as the app does.
func (c *confidences) opened(t *testing.T) (*store.Book, *appBook) {
	t.Helper()
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	o := &owners{library: lib}
	b, err := store.Open(c.env["PAIRBOOK_BOOK"], store.Options{Now: aClock, Owner: o.of})
	if err != nil {
		t.Fatal(err)
	}
	return b, &appBook{now: aClock, owners: o, library: lib, book: b}
}

func (c *confidences) lock(t *testing.T, app *appBook, v forms.Voice) {
	t.Helper()
	c.own[v] = "the passphrase of " + string(v)
	if _, err := app.SetPersonPassphrase(c.id, v, "", c.own[v]); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(c.passFile(v), []byte(c.own[v]+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// passFile is for --passphrase-file.
func (c *confidences) passFile(v forms.Voice) string { return filepath.Join(c.dir, "pass-"+string(v)) }

// confide writes the texts.
func (c *confidences) confide(t *testing.T, app *appBook) {
	t.Helper()
	rec, _, err := app.Load(c.id)
	if err != nil {
		t.Fatal(err)
	}
	p := forms.NewPair(rec, app.library, lang.DateOf(aDay), c.words)
	for _, s := range p.Sheets() {
		c.ids = append(c.ids, s.ID)
	}
	c.ids = append(c.ids, forms.Meeting(2))
	byHand := map[forms.Voice][]forms.Change{}
	for _, id := range c.ids {
		s, ok := p.Sheet(id)
		if !ok {
			t.Fatalf("no sheet %s", id)
		}
		for _, sec := range s.Form.Sections {
			for i := range sec.Fields {
				fd := &sec.Fields[i]
				for _, v := range s.Voices(fd) {
					cs := c.into(s, fd, v)
					byHand[v] = append(byHand[v], cs...)
					for _, at := range cs {
						c.shown[at.Addr] = s.Shown(fd, v)
					}
				}
			}
		}
	}
	for _, v := range bothVoices {
		c.commit(t, app, v, byHand[v])
	}
}

// commit answers all, some of it differently before, and leaves some half typed over.
func (c *confidences) commit(t *testing.T, app *appBook, v forms.Voice, cs []forms.Change) {
	t.Helper()
	sealed := slices.IndexFunc(cs, func(x forms.Change) bool { return c.seenAt(x.Addr) == forms.SeenSealed })
	some := []forms.Change{cs[0], cs[sealed]}
	earlier := slices.Clone(some)
	for i, x := range some {
		earlier[i].Value = forms.Value(c.mark(x.Addr, v, c.seenAt(x.Addr)))
		c.all[len(c.all)-1].gone = true
	}
	for _, changes := range [][]forms.Change{earlier, cs} {
		if _, err := app.Commit(c.id, v, changes); err != nil {
			t.Fatal(err)
		}
	}
	for _, x := range some {
		typed := c.mark(x.Addr, v, c.seenAt(x.Addr))
		c.all[len(c.all)-1].draft = true
		if err := app.Draft(c.id, map[forms.Address]string{x.Addr: typed}); err != nil {
			t.Fatal(err)
		}
	}
}

func (c *confidences) seenAt(at forms.Address) forms.Seen {
	for _, m := range c.all {
		if m.at == at {
			return m.seen
		}
	}
	return ""
}

// mark returns a new text.
func (c *confidences) mark(at forms.Address, v forms.Voice, seen forms.Seen) string {
	text := fmt.Sprintf("Zq%dof%s", len(c.all), v)
	c.all = append(c.all, confided{at: at, author: v, text: text, seen: seen})
	return text
}

// into fills a question of one person's own with texts, whatever its kind is.
func (c *confidences) into(s forms.Sheet, fd *forms.Field, v forms.Voice) (cs []forms.Change) {
	if !v.IsPerson() {
		return nil
	}
	put := func(at forms.Address, kind forms.Kind, seen forms.Seen) {
		if kind == forms.KindShort || kind == forms.KindLong {
			cs = append(cs, forms.Change{Addr: at, Value: forms.Value(c.mark(at, v, seen))})
		}
	}
	hides := func(seen forms.Seen) bool { return seen != "" && seen != forms.SeenPair }
	if hides(fd.Seen) {
		put(s.Address(fd, v), fd.Kind, fd.Seen)
	}
	for i := range fd.Parts {
		if seen := cmp.Or(fd.Parts[i].Seen, fd.Seen); hides(seen) && fd.Kind == forms.KindGroup {
			put(s.Address(fd, v).At(fd.Parts[i].ID), fd.Parts[i].Kind, seen)
		}
	}
	for i := range fd.Columns {
		col := &fd.Columns[i]
		for _, row := range s.Rows(fd, v) {
			if seen := cmp.Or(col.Seen, fd.Seen); hides(seen) && !col.Shared {
				put(s.Cell(fd, v, row.ID, col), col.Kind, seen)
			}
		}
	}
	for _, o := range fd.Options {
		if o.Detail != "" && hides(fd.Seen) && fd.Kind == forms.KindMulti {
			at := s.Address(fd, v)
			cs = append(cs, forms.Change{Addr: at, Value: forms.JoinEntries([]forms.Entry{{ID: o.ID, Detail: c.mark(at, v, fd.Seen)}})})
		}
	}
	return cs
}

// none fails where a text holds something that none of the readers may read.
func (c *confidences) none(where, text string, may func(confided) bool) {
	c.t.Helper()
	for _, m := range c.all {
		if i := strings.Index(text, m.text); i >= 0 && !may(m) {
			c.t.Errorf("%s tells %s (%s, %s): …%s…", where, m.text, m.at, m.seen, text[max(0, i-80):min(len(text), i+40)])
		}
	}
}

func nobody(confided) bool { return false }

// of may read what is one person's.
func of(v forms.Voice) func(confided) bool { return func(m confided) bool { return m.author == v } }

// asks runs a command as one of the two, or as both together, and reads what it says.
func (c *confidences) asks(as forms.Voice, may func(confided) bool, args ...string) string {
	c.t.Helper()
	if c.own[as] != "" {
		args = append(args, "--passphrase-file", c.passFile(as))
	}
	s := c.run(args...)
	if s.code == int(Failed) {
		c.t.Errorf("pairbook %q failed: %s", args, s.err)
	}
	if s.code == 0 {
		c.heard++
	}
	text := s.out + s.err
	c.none(strings.Join(args, " "), text+unpacked(s.out), may)
	return text
}

func (c *confidences) sheets() (out []string) {
	for _, id := range c.ids {
		out = append(out, id.String())
	}
	return out
}

// intimate are the sheets that hold something of one person alone.
func (c *confidences) intimate() []string {
	var out []string
	for _, m := range c.all {
		out = append(out, m.at.Sheet.String())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// commandsTogether calls every command that reads, as both together.
func (c *confidences) commandsTogether(may func(confided) bool, sheets []string, formats ...export.Format) {
	c.t.Helper()
	calls := [][]string{
		{"list"},
		{"status"},
		{"plan"},
		{"review"},
		{"actions"},
		{"goals"},
		{"check-rules"},
		{"who-sees"},
		{"ledger"},
		{"calendar", "--names", "--topics", "--actions"},
		{"certificate"},
		{"summary"},
		{"doctor"},
		{"verify"},
		{"form", "list"},
		{"form", "show", "meeting"},
		{"programme", "list"},
		{"programme", "show", "workplace"},
		{"backup", "list"},
	}
	for _, s := range sheets {
		calls = append(calls, []string{"show", s}, []string{"history", s}, []string{"verify", s, "--diff"}, []string{"who-sees", s}, []string{"export", s, "--preview"})
		for _, f := range formats {
			calls = append(calls, []string{"export", s, "--format", string(f), "--voices", "all", "-o", "-"})
		}
	}
	for _, paper := range []string{"quarterly", "monthlog"} {
		calls = append(calls, []string{"export", paper, "--format", "md", "-o", "-"})
	}
	for _, list := range []string{"actions", "goals", "contacts"} {
		for _, f := range []string{"csv", "xlsx"} {
			calls = append(calls, []string{"export", list, "--format", f, "-o", "-"})
		}
	}
	done := map[forms.Address]bool{}
	for _, m := range c.all {
		if place := m.at.InRow("").At(""); !done[place] {
			done[place] = true
			calls = append(calls, []string{"show", place.Sheet.String(), place.Field}, []string{"history", place.Sheet.String(), place.Field})
		}
	}
	heard := c.heard
	for _, call := range calls {
		c.asks("", may, call...)
		if call[0] != "export" || call[2] == "--preview" {
			c.asks("", may, append(call, "--json")...)
		}
	}
	if n := c.heard - heard; n < 10*len(sheets) {
		c.t.Errorf("only %d commands had something to say", n)
	}
}

// commandsAlone calls what shows somebody their own, as each of the two: what is theirs is
// there, and nothing of the other's.
func (c *confidences) commandsAlone() {
	c.t.Helper()
	for _, v := range bothVoices {
		text := ""
		for i, s := range c.intimate() {
			text += c.asks(v, of(v), "show", s, "--as", string(v))
			if c.own[v] == "" || i == 0 { // a passphrase takes a while
				c.asks(v, of(v), "history", s, "--as", string(v))
				c.asks(v, of(v), "export", s, "--for", string(v), "--format", "json")
			}
			if s == "meeting/1" {
				c.onPaper(v, s)
			}
		}
		for _, m := range c.all {
			if m.author == v && !strings.Contains(text, m.text) && c.asked(m) {
				c.t.Errorf("%s does not read %s at %s", v, m.text, m.at)
			}
		}
	}
}

// asked reports whether a text is an answer to a question that is asked, as things stand.
func (c *confidences) asked(m confided) bool { return c.shown[m.at] && !m.gone && !m.draft }

func TestNoCommandTellsWhatIsOnesOwn(t *testing.T) {
	for _, l := range lang.All() {
		for _, locked := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, passphrases %v", l, locked), func(t *testing.T) {
				t.Parallel()
				c := newConfidences(t, l, locked)
				sheets, formats := c.intimate(), []export.Format{export.FormatText, export.FormatJSON}
				if l == lang.English && !locked {
					sheets, formats = c.sheets(), append(export.Formats(), export.FileFormats()...)
				}
				c.commandsTogether(nobody, sheets, formats...)
				if l == lang.English || !locked {
					c.commandsAlone()
				}
				c.outside()
				c.files()
			})
		}
	}
}

// outside hands every sheet to everybody it can be handed to.
func (c *confidences) outside() {
	c.t.Helper()
	for _, s := range c.intimate() {
		for _, to := range []forms.Audience{forms.ForBoard, forms.ForCoordinator} {
			c.asks("", nobody, "export", s, "--for", string(to), "--format", "json")
		}
	}
}
