package intake_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/intake"
	"pairbook/forms/lang"
)

var contract = forms.SheetID{Form: forms.ContractForm}

// answered is the pair with a contract in which something of each kind is said.
func answered(t testing.TB) *forms.Pair {
	p := newPair(t, lang.English)
	say := func(field, part string, v forms.Voice, value forms.Value) {
		put(p, forms.Address{Sheet: contract, Field: field, Part: part, Voice: v}, value)
	}
	say("ct_frequency", "", forms.Agreed, "monthly")
	say("ct_length", "from", forms.Agreed, "60")
	say("ct_length", "to", forms.Agreed, "90")
	say("ct_expectations", "", forms.Agreed, "Straight talk.\n\nAnd time.")
	say("ct_topics_wanted", "note", forms.Mentee, "One at a time.")
	s := sheetOf(p, contract)
	fd, _ := s.Form.Field("ct_joint_activities")
	for _, text := range []string{"Visit the union house", "Sit in on a board meeting", "Read the agreement"} {
		id, cs := s.AddRow(fd, forms.Agreed, "")
		for _, c := range append(cs, forms.Change{Addr: s.Cell(fd, forms.Agreed, id, &fd.Columns[0]), Value: forms.Value(text)}) {
			put(p, c.Addr, c.Value)
		}
	}
	return p
}

// edited exports the contract, changes the one place where old stands, and returns what
// that would do, in words.
func edited(t *testing.T, p *forms.Pair, f export.Format, old, now string) string {
	t.Helper()
	out := exported(t, sheetOf(p, contract), f, export.Options{})
	if n := strings.Count(out, old); n != 1 {
		t.Fatalf("%q stands %d times in\n%s", old, n, out)
	}
	plan := compare(t, strings.Replace(out, old, now, 1), p)
	if len(plan.Faults) == 0 && (len(plan.Changes) == 0) != (len(plan.Do) == 0) {
		t.Errorf("the preview says %v, what is done is %v", plan.Changes, plan.Do)
	}
	lines := strings.Split(strings.TrimSuffix(words(p, plan), "\n"), "\n")
	for i, l := range lines {
		_, lines[i], _ = strings.Cut(strings.TrimPrefix(l, "Line "), " ")
	}
	return strings.Join(lines, "\n")
}

func TestTheRowThatShowsHowOneLooksIsNoneUntilSomebodyWritesInIt(t *testing.T) {
	p := newPair(t, lang.English)
	const bare = "| Activity | Roughly when |\n| --- | --- |\n|  |  |\n"
	if plan := compare(t, exported(t, sheetOf(p, contract), export.FormatMarkdown, export.Options{}), p); len(plan.Changes)+len(plan.Do)+len(plan.Faults) != 0 {
		t.Errorf("a sheet as it was handed out would change %v, %v", plan.Changes, plan.Faults)
	}
	want := `add ct_joint_activities agreed row 1: "" -> "Walk"`
	if got := edited(t, p, export.FormatMarkdown, bare, strings.Replace(bare, "|  |", "| Walk |", 1)); got != want {
		t.Errorf("a word in it: %s", got)
	}
}

func TestAnEditByHandIsExactlyThatChange(t *testing.T) {
	for name, c := range map[string]struct{ old, now, want string }{
		"an answer":           {"\nevery month\n", "\nevery week\n", `set ct_frequency agreed row 0: "every month" -> "every week"`},
		"one in its id":       {"\nevery month\n", "\nweekly\n", `set ct_frequency agreed row 0: "every month" -> "every week"`},
		"one of own words":    {"\nevery month\n", "\nanother rhythm: at full moon\n", `set ct_frequency agreed row 0: "every month" -> "another rhythm: at full moon"`},
		"taken back":          {"\nevery month\n", "\n*not answered*\n", `clear ct_frequency agreed row 0: "every month" -> ""`},
		"the question out":    {"### 4. How often do we talk?\n\nevery month\n", "", ""},
		"a part":              {"90 minutes", "2 hours", `“2 hours” is not understood as “to”. We count in minutes here. Type the figures alone, such as 5.`},
		"a part in figures":   {"90 minutes", "75", `set ct_length agreed row 0: "90 minutes" -> "75 minutes"`},
		"a part taken back":   {"90 minutes", "*not answered*", `clear ct_length agreed row 0: "90 minutes" -> ""`},
		"a paragraph":         {"And time.\n", "And time.\n\nAnd *trust*.\n- yes\n", `set ct_expectations agreed row 0: "Straight talk. And time." -> "Straight talk. And time. And *trust*. - yes"`},
		"a heading of theirs": {"And time.\n", "And time.\n\n\\### 9. No heading\n", `set ct_expectations agreed row 0: "Straight talk. And time." -> "Straight talk. And time. ### 9. No heading"`},
		"a cell":              {"| Sit in on a board meeting | – |", "| Sit in on a board meeting | in May |", `set ct_joint_activities agreed row 2: "" -> "in May"`},
		"a cell with a bar":   {"| Sit in on a board meeting | – |", `| Sit in \| listen<br>twice | – |`, `set ct_joint_activities agreed row 2: "Sit in on a board meeting" -> "Sit in | listen twice"`},
		"a row in between":    {"| Sit in on a board meeting | – |\n", "| Sit in on a board meeting | – |\n| Walk | |\n", `add ct_joint_activities agreed row 3: "" -> "Walk"`},
		"a row away":          {"| Sit in on a board meeting | – |\n", "", `remove ct_joint_activities agreed row 2: "Sit in on a board meeting" -> ""`},
		"a row moved": {
			"| Visit the union house | – |\n| Sit in on a board meeting | – |\n", "| Sit in on a board meeting | – |\n| Visit the union house | – |\n",
			`move ct_joint_activities agreed row 2: "" -> "Visit the union house"`,
		},
		"all rows": {
			"| Visit the union house | – |\n| Sit in on a board meeting | – |\n| Read the agreement | – |\n", "",
			"remove ct_joint_activities agreed row 1: \"Visit the union house\" -> \"\"\n" +
				"remove ct_joint_activities agreed row 2: \"Sit in on a board meeting\" -> \"\"\n" +
				"remove ct_joint_activities agreed row 3: \"Read the agreement\" -> \"\"",
		},
	} {
		if diff := cmp.Diff(c.want, strings.TrimPrefix(edited(t, answered(t), export.FormatMarkdown, c.old, c.now), "")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestAnEditInJSONIsExactlyThatChange(t *testing.T) {
	for name, c := range map[string]struct{ old, now, want string }{
		"an answer":       {`"value": "monthly"`, `"value": "weekly"`, `set ct_frequency agreed row 0: "every month" -> "every week"`},
		"taken back":      {`"value": "monthly"`, `"value": ""`, `clear ct_frequency agreed row 0: "every month" -> ""`},
		"as people write": {`"value": "90"`, `"value": "75 min"`, `set ct_length agreed row 0: "90 minutes" -> "75 minutes"`},
		"only its text":   {`"text": "every month"`, `"text": "every week"`, "At “How often do we talk?” only “text” was changed, which says how the answer reads. Change “value”."},
		"a cell":          {`"value": "Sit in on a board meeting"`, `"value": "Sit in"`, `set ct_joint_activities agreed row 2: "Sit in on a board meeting" -> "Sit in"`},
		"twice":           {`"value": "monthly"`, `"value": "", "value": "x"`, "“value” stands twice in the same braces. Leave it once."},
		"a comma":         {`"value": "monthly",`, `"value": "monthly"`, "This is not JSON. A comma, a quotation mark or a bracket is probably missing here or just before."},
		"a word of ours":  {`"value": "monthly"`, `"vlaue": "monthly"`, "“vlaue” is not known"},
		"a number":        {`"value": "monthly"`, `"value": 7`, "“value” has to be words in quotation marks; to take an answer back write \"\"."},
		"another voice":   {`"label": "How often do we talk?",`, `"label": "x", "lable": "y",`, ""},
	} {
		got := edited(t, answered(t), export.FormatJSON, c.old, c.now)
		switch name {
		case "a word of ours", "another voice":
			if !strings.Contains(got, "We do not know “") {
				t.Errorf("%s: %s", name, got)
			}
		default:
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
	}
}

func TestABrokenFileIsRefusedWithLineAndCure(t *testing.T) {
	for name, c := range map[string]struct{ old, now, want string }{
		"an unknown question": {"### 4. How often do we talk?", "### 4. How often?", "This sheet has no question “How often?”"},
		"a question twice":    {"### 5. Usual day and time\n", "### 4. How often do we talk?\n", "stands here a second time"},
		"nothing":             {"\nevery month\n", "\n", "To take the answer back write *not answered*"},
		"no such option":      {"\nevery month\n", "\nnow and then\n", "“now and then” is not understood as “How often do we talk?”"},
		"a rule":              {"\nevery month\n", "\nevery month\n\n---\n", `write \--- instead`},
		"text after the end":  {"Each keeps a copy.", "Each keeps a dog.", "would be lost"},
		"text of no question": {"## How we meet\n", "## How we meet\n\nA word.\n", "“A word.” stands below no question"},
		"a signature":         {"### The mentor's signature\n\nMentor: Per Holm\n", "### The mentor's signature\n\nSigned by Per Holm, 1 March 2026\n", "is a signature (not signed yet)"},
		"a column":            {"| Activity | Roughly when |", "| Activity | When |", "There is no “When” here. There are: Activity, Roughly when."},
		"a cell too many":     {"| Sit in on a board meeting | – |", "| Sit in | on a board meeting | – |", `write \| for a bar in an answer`},
		"no table":            {"| Sit in on a board meeting | – |", "Sit in on a board meeting", "is not a row of a table"},
		"the head":            {"<!-- pairbook 1 ", "<!-- paperbook 1 ", "The first line should be"},
		"a newer file":        {"<!-- pairbook 1 ", "<!-- pairbook 2 ", "Please update pairbook"},
		"a newer form":        {"contract 1 k3v9qd", "contract 7 k3v9qd", "newer version (7)"},
		"a zero":              {"every month", "every\x00month", "invisible zero"},
		"no UTF-8":            {"every month", "every\xffmonth", "Save the file as UTF-8"},
		"a version":           {". Version\n\n1\n", ". Version\n\n2\n", "is worked out by the program"},
	} {
		p := answered(t)
		out := exported(t, sheetOf(p, contract), export.FormatMarkdown, export.Options{})
		if strings.Count(out, c.old) != 1 {
			t.Errorf("%s: %q stands %d times in\n%s", name, c.old, strings.Count(out, c.old), out)
			continue
		}
		plan := compare(t, strings.Replace(out, c.old, c.now, 1), p)
		if got := words(p, plan); !strings.Contains(got, c.want) || !strings.HasPrefix(got, "Line ") || len(plan.Do) > 0 {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestAllFaultsAreToldAtOnce(t *testing.T) {
	p := answered(t)
	out := exported(t, sheetOf(p, contract), export.FormatMarkdown, export.Options{})
	out = strings.NewReplacer("every month", "now and then", "90 minutes", "long", "### 5. ", "### 5. Not ").Replace(out)
	plan := compare(t, out, p)
	if len(plan.Faults) != 3 {
		t.Errorf("%d faults:\n%s", len(plan.Faults), words(p, plan))
	}
	for i := 1; i < len(plan.Faults); i++ {
		if plan.Faults[i].Line < plan.Faults[i-1].Line {
			t.Error("they are not told from above to below")
		}
	}
}

func TestWhatTheBookHasDoneSinceIsNoFault(t *testing.T) {
	p := answered(t)
	out := exported(t, sheetOf(p, contract), export.FormatMarkdown, export.Options{})
	for _, v := range both {
		put(p, forms.Address{Sheet: contract, Field: "ct_sign_" + string(v), Voice: v}, "2026-03-24 "+forms.Value(p.Name(v)))
	}
	plan := compare(t, strings.Replace(out, "every month", "every week", 1), p)
	if got := words(p, plan); len(plan.Changes) != 1 || len(plan.Faults) > 0 {
		t.Errorf("a file from before the signatures: %s", got)
	}
}

func TestAFileFromBeforeOtherAnswersTakesNoneOfThemBack(t *testing.T) {
	for _, f := range []export.Format{export.FormatMarkdown, export.FormatJSON} {
		p := answered(t)
		out := exported(t, sheetOf(p, contract), f, export.Options{})
		put(p, forms.Address{Sheet: contract, Field: "ct_reach", Voice: forms.Agreed}, "By e-mail")
		plan := compare(t, out, p)
		if got := words(p, plan); len(plan.Do) > 0 || !strings.Contains(got, "was answered after this file was written (“By e-mail”)") {
			t.Errorf("an old file as %s: %s", f, got)
		}
		put(p, forms.Address{Sheet: contract, Field: "ct_reach", Voice: forms.Agreed}, "")
		if plan := compare(t, out, p); len(plan.Faults)+len(plan.Changes) > 0 {
			t.Errorf("the book as it was when the file was written: %s", words(p, plan))
		}
	}
}

func TestAFileFromBeforeFillsInWhatIsStillEmpty(t *testing.T) {
	p := answered(t)
	out := exported(t, sheetOf(p, contract), export.FormatMarkdown, export.Options{})
	put(p, forms.Address{Sheet: contract, Field: "ct_frequency", Voice: forms.Agreed}, "")
	plan := compare(t, out, p)
	if got := words(p, plan); len(plan.Changes) != 1 || len(plan.Faults) > 0 {
		t.Errorf("an answer that was taken back since: %s", got)
	}
}

func TestAClosedMeetingTakesNothing(t *testing.T) {
	p := answered(t)
	m := forms.Meeting(1)
	put(p, forms.Address{Sheet: m, Field: "m_date", Voice: forms.Agreed}, "2026-03-20")
	out := exported(t, sheetOf(p, m), export.FormatMarkdown, export.Options{})
	put(p, forms.StateAddress(m), forms.Value(forms.StateClosed))
	if plan := compare(t, out, p); len(plan.Faults) > 0 {
		t.Errorf("unchanged it is refused: %s", words(p, plan))
	}
	plan := compare(t, strings.Replace(out, "Friday 20 March 2026", "Saturday 21 March 2026", 1), p)
	if got := words(p, plan); !strings.Contains(got, "This sheet (meeting/1) is closed.") {
		t.Errorf("got %q", got)
	}
}

func TestAFileOfThePairHoldsNobodysPrivateAnswers(t *testing.T) {
	p := answered(t)
	m := forms.Meeting(1)
	private := forms.Address{Sheet: m, Field: "m_private_mentee", Voice: forms.Mentee}
	put(p, private, "heron")
	own := exported(t, sheetOf(p, m), export.FormatMarkdown, export.Options{To: forms.ForMentee})
	forged := strings.Replace(strings.Replace(own, " en mentee ", " en pair ", 1), "heron", "owl", 1)
	if got := words(p, compare(t, forged, p)); !strings.Contains(got, "cannot come in this way") || strings.Contains(got, "heron") {
		t.Errorf("got %q", got)
	}
	plan := compare(t, strings.Replace(own, "heron", "owl", 1), p)
	if want := []forms.Change{{Addr: private, Value: "owl"}}; !cmp.Equal(want, plan.Do) {
		t.Errorf("got %v", plan.Do)
	}
	for _, c := range compare(t, exported(t, sheetOf(p, m), export.FormatMarkdown, export.Options{}), p).Do {
		t.Errorf("a file without private answers changes %v", c)
	}
}

func TestFilesFromOtherEditorsAreRead(t *testing.T) {
	p := answered(t)
	out := exported(t, sheetOf(p, contract), export.FormatMarkdown, export.Options{})
	for name, text := range map[string]string{
		"windows":        "\ufeff" + strings.ReplaceAll(out, "\n", "\r\n"),
		"blanks at ends": strings.ReplaceAll(out, "\n\n", "  \n\n"),
		"lines at top":   "\n\n" + out + "\n\n\n",
		"straight table": strings.NewReplacer("| Sit in on a board meeting | – |", "|Sit in on a board meeting  |  –  |", "| --- | --- |\n| Visit", "|:-----|----:|\n| Visit").Replace(out),
	} {
		if plan := compare(t, text, p); len(plan.Faults)+len(plan.Changes) > 0 {
			t.Errorf("%s: %s", name, words(p, plan))
		}
	}
}

// FuzzReaders gives both readers whatever there is: they answer in time.
func FuzzReaders(f *testing.F) {
	p := answered(f)
	for _, format := range []export.Format{export.FormatMarkdown, export.FormatJSON} {
		for _, id := range []forms.SheetID{contract, forms.Meeting(1), {Form: forms.BetweenForm}} {
			f.Add([]byte(exported(f, sheetOf(p, id), format, export.Options{AllVoices: true})))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		paper, told := intake.Open(data)
		if (paper == nil) != (len(told) > 0) {
			t.Fatal("a file is opened, or it has faults")
		}
		if paper == nil {
			return
		}
		s, ok := p.Sheet(paper.Sheet)
		if !ok {
			return
		}
		plan := intake.Plan{}
		inTime(t, func() (err error) { plan, err = paper.Compare(s); return err })
		if len(plan.Faults) > intake.MaxFaults || len(plan.Faults) > 0 && len(plan.Do) > 0 {
			t.Fatalf("%d faults, %d changes", len(plan.Faults), len(plan.Do))
		}
		for _, fault := range plan.Faults {
			if text := fault.Say(p.Words); strings.Contains(text, "⟦") {
				t.Fatal(text)
			}
		}
	})
}

// inTime fails where a deed takes longer than a second, three times over: once may be
// the machine.
func inTime(t *testing.T, deed func() error) {
	t.Helper()
	best := time.Hour
	for range 3 {
		begun := time.Now()
		if err := deed(); err != nil {
			t.Fatal(err)
		}
		if best = min(best, time.Since(begun)); best < time.Second {
			return
		}
	}
	t.Fatalf("it took %v", best)
}
