package catalog

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pairbook/forms"
)

// The files of testdata/domain hold the tables of the domain as they are written
// there. They are what our forms are measured by, so they are never made from them.

// domainRow is a line of such a file, by the names of its columns.
type domainRow map[string]string

func domainTable(t *testing.T, name string, atLeast int) []domainRow {
	t.Helper()
	data, err := os.ReadFile("testdata/domain/" + name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	head := strings.Split(lines[0], "\t")
	var out []domainRow
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != len(head) {
			t.Fatalf("%s: %q has %d cells", name, line, len(cells))
		}
		r := domainRow{}
		for i, h := range head {
			r[h] = cells[i]
		}
		out = append(out, r)
	}
	if len(out) < atLeast {
		t.Fatalf("%s has %d lines, not %d", name, len(out), atLeast)
	}
	return out
}

// formOf is the form that asks what a table of the domain lists: preparing a
// meeting is the first part of its sheet.
func formOf(table string) string {
	if table == "meeting_prep" {
		return "meeting"
	}
	return table
}

// questionOf finds the question of a line; nil where no form asks it.
func questionOf(lib *forms.Library, r domainRow) *forms.Field {
	form := lib.Forms[formOf(r["form"])]
	if form == nil {
		return nil
	}
	fd, ok := form.Field(r["id"])
	if !ok {
		return nil
	}
	return fd
}

// kindWords are the domain's words for the kinds of questions.
var kindWords = map[string]forms.Kind{
	"short": forms.KindShort, "long": forms.KindLong, "date": forms.KindDate, "time": forms.KindTime, "num": forms.KindNumber,
	"km": forms.KindNumber, "choice": forms.KindChoice, "multi": forms.KindMulti, "r5": forms.KindRating, "yn": forms.KindYesNo,
	"rows": forms.KindRows, "sign": forms.KindSign, "auto": forms.KindAuto, "why": forms.KindLong,
}

var (
	// bracketed is what stands in brackets behind a word: options, columns, remarks.
	bracketed = regexp.MustCompile(`\{[^}]*\}|\[[^\]]*\]|\([^)]*\)`)
	joined    = regexp.MustCompile(`[+–]`)
	options   = regexp.MustCompile(`\{([^}]*)\}`)
	columns   = regexp.MustCompile(`\[([^\]]*)\]`)
	counts    = regexp.MustCompile(`(min|max|×)\s*(\d+)`)
)

// domainKind reads the domain's notation: "choice{a, b} + short" is a group of a
// choice and a line of text. What follows the first word of each part is a remark.
func domainKind(t *testing.T, notation string) string {
	t.Helper()
	var kinds []string
	for _, part := range joined.Split(bracketed.ReplaceAllString(notation, " "), -1) {
		word := strings.Fields(part)[0]
		if kindWords[word] == "" {
			t.Errorf("%q: unknown kind %q", notation, word)
		}
		kinds = append(kinds, string(kindWords[word]))
	}
	if len(kinds) == 1 {
		return kinds[0]
	}
	return "group of " + strings.Join(kinds, ", ")
}

func ourKind(fd *forms.Field) string {
	if fd.Kind != forms.KindGroup {
		return string(fd.Kind)
	}
	var kinds []string
	for i := range fd.Parts {
		kinds = append(kinds, string(fd.Parts[i].Kind))
	}
	return "group of " + strings.Join(kinds, ", ")
}

// domainBy is who answers. A signature of both is a line for each; of two questions
// for "each" that are named after the two, either has one.
func domainBy(r domainRow) string {
	person := r["id"][strings.LastIndex(r["id"], "_")+1:]
	switch {
	case r["who"] == "B" && strings.HasPrefix(r["type"], "sign"):
		return string(forms.ByEach)
	case r["who"] == "E" && (person == "mentee" || person == "mentor"):
		return person
	}
	return map[string]string{
		"Me": "mentee", "Mo": "mentor", "B": "both", "E": "each", "C": "programme", "P": "programme", "C/B": "both",
	}[r["who"]]
}

// domainRequired is "yes", "no" or "sometimes"; how many rows there must be is
// another matter.
func domainRequired(r domainRow) string {
	word, _, _ := strings.Cut(r["req"], " ")
	return map[string]string{"R": "yes", "O": "no", "–": "no", "R*": "sometimes"}[word]
}

func ourRequired(fd *forms.Field) string {
	switch {
	case fd.Required.Empty() || fd.Required.Text == "no":
		return "no"
	case fd.Required.Text == "yes":
		return "yes"
	}
	return "sometimes"
}

// domainSource writes the sources of a question as our forms do.
func domainSource(r domainRow) string {
	if r["src"] == "all" {
		return "S0 S1 S2 S3 S4"
	}
	return strings.ReplaceAll(r["src"], "/", " ")
}

// claim is one thing that the domain says of a question, and what our form says.
type claim struct{ aspect, want, got string }

func TestEveryQuestionOfTheDomainIsAskedAsItSays(t *testing.T) {
	lib := shipped(t)
	needed := map[string]bool{}
	for _, r := range domainTable(t, "fields.tsv", 341) {
		if r["form"] == planTable {
			continue // TestTheBoardProgrammeHasTheDomainsSteps
		}
		fd := questionOf(lib, r)
		if fd == nil {
			t.Errorf("the form %s does not ask %s", formOf(r["form"]), r["id"])
			continue
		}
		for _, s := range []claim{
			{"kind", domainKind(t, r["type"]), ourKind(fd)},
			{"by", domainBy(r), string(fd.By)},
			{"required", domainRequired(r), ourRequired(fd)},
			{"source", domainSource(r), fd.Source},
		} {
			key := r["id"] + "." + s.aspect
			d, known := deviations[key]
			switch {
			case s.got == s.want:
			case known && d.ours == s.got:
				needed[key] = true
			default:
				t.Errorf("%s:%d: %s: %s is %q, the domain says %q", lib.Forms[formOf(r["form"])].Source, fd.Line, fd.ID, s.aspect, s.got, s.want)
			}
		}
	}
	for key, d := range deviations {
		if !needed[key] || len(d.why) < 30 {
			t.Errorf("the deviation %s is not needed, or has no reason", key)
		}
	}
}

// planTable lists no questions but the steps of a programme.
const planTable = "process_plan"

// deviation is where we ask otherwise than the domain's table, on purpose.
type deviation struct{ ours, why string }

// deviations are known by "id.aspect".
var deviations = map[string]deviation{
	"appointed_by.by":        {"both", "the set-up is written by the two; a coordinator has no place of her or his own in their book"},
	"appointment_date.by":    {"both", "as appointed_by: nobody but the two writes in the book"},
	"ct_place.source":        {"S2-Q3 P09", "says more closely than S2 which of its questions this is: when, how long and where are one"},
	"m_new_actions.required": {"sometimes", "a closing meeting has no next one to do something for; open actions move to the next steps"},
	"m_next_date.required":   {"sometimes", "a closing meeting is the last one; every other kind cannot close without a new date"},
	"m_written_by.by":        {"both", "the program cannot know who held the pen when the two sit at one screen"},
	"cs_pair.by":             {"both", "filled by the program; a pair that prefers a code writes it over the names"},
}

// listNames are the lists that the domain names instead of listing the options.
var listNames = map[string]string{
	"list": "interests", "topic library": "topics", "goals": "goals", "section 6": "programmes",
}

func TestNoOptionAndNoColumnOfTheDomainIsLost(t *testing.T) {
	lib := shipped(t)
	seen := 0
	for _, r := range domainTable(t, "fields.tsv", 341) {
		fd := questionOf(lib, r)
		if fd == nil || fd.Kind == forms.KindAuto {
			continue
		}
		if m := options.FindStringSubmatch(r["type"]); m != nil {
			seen++
			from, own := offered(fd)
			if want := strings.Count(m[1], ", ") + 1; listNames[m[1]] != from || from == "" && own < want {
				t.Errorf("%s offers %d of %d options, and those from %q", fd.ID, own, want, from)
			}
		}
		if m := columns.FindStringSubmatch(r["type"]); m != nil {
			seen++
			if want := strings.Count(m[1], ", ") + 1 - folded[fd.ID]; len(fd.Columns) < want {
				t.Errorf("%s has %d of %d columns", fd.ID, len(fd.Columns), want)
			}
		}
		for _, m := range counts.FindAllStringSubmatch(bracketed.ReplaceAllString(r["type"]+" "+r["req"], ""), -1) {
			if fd.Kind != forms.KindRows {
				continue // "long ×3": three questions, "sign ×2": a line for each
			}
			seen++
			if got := limit(fd, m[1]); got != m[2] {
				t.Errorf("%s: %s is %s, not %s", fd.ID, m[1], got, m[2])
			}
		}
	}
	if seen < 80 {
		t.Errorf("only %d lists found", seen)
	}
}

// folded counts the columns of the domain that we need not show: an action's id is
// that of its row, and its meeting is where the row was written.
var folded = map[string]int{"ac_list": 2}

// offered returns where a question, or the part of it that is chosen, has its
// options from, and how many it has itself.
func offered(fd *forms.Field) (from string, own int) {
	for _, f := range append([]forms.Field{*fd}, fd.Parts...) {
		if f.From != "" || len(f.Options) > 0 {
			return f.From, len(f.Options)
		}
	}
	return "", 0
}

// limit returns the least or the most rows of a table, or, for "×", how many are
// given.
func limit(fd *forms.Field, what string) string {
	n := map[string]*float64{"min": fd.Min, "max": fd.Max}[what]
	switch {
	case what == "×":
		return strconv.Itoa(len(fd.Given))
	case n == nil:
		return "none"
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}

// TestTheCoreOfTheEvaluationIsAskedInEveryProgramme: the domain marks with ◆ what
// belongs to all programmes.
func TestTheCoreOfTheEvaluationIsAskedInEveryProgramme(t *testing.T) {
	lib := shipped(t)
	core := 0
	for _, r := range domainTable(t, "fields.tsv", 341) {
		if r["mark"] != "◆" {
			continue
		}
		core++
		for _, p := range lib.Programmes {
			if !slices.Contains(p.Forms, r["form"]) || p.LeavesOut(r["form"], r["id"]) {
				t.Errorf("%s does not ask %s", p.ID, r["id"])
			}
		}
	}
	if core != 16 {
		t.Errorf("%d questions are the core", core)
	}
}
