package catalog

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pairbook/forms"
)

// stepsOf names the steps of our programmes that stand for a milestone of the
// domain, by the programme and when the domain has it.
var stepsOf = map[string]string{
	"union-local −4 w":          "applications contact_person",
	"union-local 0":             "matched",
	"union-local +1 w":          "first_contact",
	"union-local +3 w":          "first_meeting worksheet",
	"union-local +5 w":          "contract dates_booked",
	"union-local every month":   "monthly",
	"union-local +3, +6, +9 mo": "report_3 report_6 report_9",
	"union-local +6 mo":         "midpoint",
	"union-local any":           "joint_activity",
	"union-local +12 mo":        "final_meeting next_steps",
	"union-local +13 mo":        "summary",

	"st-styrelse 0":            "pp0_appoint",
	"st-styrelse +1 v":         "pp1_contact",
	"st-styrelse +3 v":         "pp2_first_talk pp2_contract",
	"st-styrelse +6 v":         "pp3_member_meeting",
	"st-styrelse +8 v":         "pp4a_devplan pp4b_workplan pp4c_manager_talk",
	"st-styrelse mån 1–12":     "pp5_monthly",
	"st-styrelse +6 mån":       "pp_mid",
	"st-styrelse +11 mån":      "pp5x_extend",
	"st-styrelse inom 12 mån":  "pp_training",
	"st-styrelse +12 (18) mån": "pp6_end",
	"st-styrelse slut +4 v":    "pp7_eval",

	"library-project 0":      "matched",
	"library-project +2 w":   "first_meeting worksheet",
	"library-project +4–6 w": "meeting_2",
	"library-project +10 w":  "meeting_3",
	"library-project +12 w":  "feedback next_steps mileage",

	"library-ongoing 0":           "matched",
	"library-ongoing +1 w":        "first_contact",
	"library-ongoing +3 w":        "first_meeting worksheet",
	"library-ongoing +1 mo":       "goals_written",
	"library-ongoing within 3 mo": "shadowing",
	"library-ongoing monthly":     "monthly",
	"library-ongoing +6 mo":       "midpoint",
	"library-ongoing +12 mo":      "feedback together next_steps renew",

	"teacher-induction 0":                     "matched",
	"teacher-induction +10 d":                 "contract",
	"teacher-induction +2–4 w":                "worksheet goals_written dates_booked",
	"teacher-induction each week":             "weekly",
	"teacher-induction by 15th of next month": "month_log",
	"teacher-induction ~week 8":               "observation_1",
	"teacher-induction half-year":             "midpoint",
	"teacher-induction ~week 20":              "observation_2",
	"teacher-induction year end":              "feedback together log_complete renew",

	"workplace −2 w":  "matched",
	"workplace 0":     "kickoff",
	"workplace +1 w":  "first_contact",
	"workplace +2 w":  "first_meeting worksheet",
	"workplace +4 w":  "contract",
	"workplace +8 w":  "devplan",
	"workplace half":  "midpoint",
	"workplace −4 w":  "plan_end",
	"workplace end":   "feedback together next_steps",
	"workplace +3 mo": "checkin",
}

// ownSteps are ours alone: the programme has the sheet, and the domain gives no day
// for it.
var ownSteps = map[string]string{
	"library-ongoing contract": "+5w, as in union-local, whose rhythm this programme has",
}

// fromTheEnd are milestones that the domain writes behind the half: they are counted
// from the end.
var fromTheEnd = map[string]string{"workplace −4 w": "end -4w", "workplace +3 mo": "end +3m"}

// theirDays are the domain's ways to write a day, and ours.
var theirDays = []struct{ theirs, ours string }{
	{`^0$|^anchor$`, "0"},
	{`^[+−](?:\d+–)?\d+ (?:d|w|v|mo|mån|weeks?|months)$`, "number"}, // a range: its later end
	{`^(?:within|inom) \d+ (?:mo|mån)$`, "number"},
	{`^~week \d+$`, "number"},
	{`^half(-year|-way)?$`, "half"},
	{`^(year )?end$|^\+12 \(–?18\) (mån|months)$`, "end"},
	{`^(slut|end) \+4 (v|weeks)$`, "end +4w"},
	{`^(every month|monthly|mån 1–12|months 1–12 \(–18\))$`, "month"},
	{`^each week$`, "week"},
	{`^by 15th of next month$`, "month 15"},
}

var lastNumber = regexp.MustCompile(`(\d+)(?: (d|w|v|mo|mån|weeks?|months))?$`)

// domainDay reads when a milestone is due, in the words of our programme files:
// "+5w", "end", "month" or "month 15".
func domainDay(t *testing.T, text string) string {
	t.Helper()
	for _, d := range theirDays {
		if !regexp.MustCompile(d.theirs).MatchString(text) {
			continue
		}
		if d.ours != "number" {
			return d.ours
		}
		m := lastNumber.FindStringSubmatch(text)
		unit := map[string]string{"d": "d", "w": "w", "v": "w", "": "w", "week": "w", "weeks": "w", "mo": "m", "mån": "m", "months": "m"}[m[2]]
		return map[bool]string{true: "-", false: "+"}[strings.HasPrefix(text, "−")] + m[1] + unit
	}
	t.Errorf("when is %q?", text)
	return ""
}

// ourDay writes when a step is due in one way only: the end of twelve months is
// +12m, and so is the half of twenty-four.
func ourDay(p *forms.Programme, st *forms.Step) string {
	switch {
	case st.Day > 0:
		return string(st.Every) + " " + strconv.Itoa(st.Day)
	case st.Every != forms.Once:
		return string(st.Every)
	}
	return plainDay(p, st.Offset)
}

func plainDay(p *forms.Programme, o forms.Offset) string {
	length, unit := p.Months, "m"
	if p.Weeks > 0 {
		length, unit = p.Weeks, "w"
	}
	switch {
	case o.From == forms.FromHalf && length%2 == 0:
		o = forms.Offset{N: length / 2, Unit: unit}
	case o.From == forms.FromEnd && (o.Unit == unit || o.N == 0):
		o = forms.Offset{N: length + o.N, Unit: unit}
	}
	if o == (forms.Offset{Unit: "d"}) {
		return "0"
	}
	sign := ""
	if o.N >= 0 {
		sign = "+"
	}
	return strings.TrimSpace(string(o.From) + " " + sign + strconv.Itoa(o.N) + o.Unit)
}

// sameDay reports whether a step is due when the domain has its milestone.
func sameDay(t *testing.T, p *forms.Programme, st *forms.Step, theirs string) bool {
	t.Helper()
	o, err := forms.ParseOffset(theirs)
	if err != nil {
		return ourDay(p, st) == theirs
	}
	return ourDay(p, st) == plainDay(p, o)
}

func stepOf(p *forms.Programme, id string) *forms.Step {
	if i := slices.IndexFunc(p.Steps, func(s forms.Step) bool { return s.ID == id }); i >= 0 {
		return &p.Steps[i]
	}
	return nil
}

func TestEveryMilestoneOfTheDomainIsInItsProgramme(t *testing.T) {
	lib := shipped(t)
	ours := map[string]bool{}
	for _, r := range domainTable(t, "steps.tsv", 59) {
		p := lib.Programmes[r["programme"]]
		if p == nil {
			t.Errorf("the programme %s is missing", r["programme"])
			continue
		}
		if r["offset"] == "" {
			continue // prose: TestTheSmallerProgrammesAreAsTheDomainSketchesThem
		}
		key := p.ID + " " + r["offset"]
		ids := strings.Fields(stepsOf[key])
		if len(ids) == 0 {
			t.Errorf("nothing stands for %s: %s%s", key, r["en"], r["sv"])
		}
		days := []string{r["offset"]}
		if list := strings.Split(r["offset"], ", "); len(list) == 3 {
			days = []string{list[0] + " mo", list[1] + " mo", list[2]}
		}
		for i, id := range ids {
			st := stepOf(p, id)
			if st == nil {
				t.Errorf("%s has no step %s", p.ID, id)
				continue
			}
			ours[p.ID+" "+id] = true
			if r["offset"] == "any" {
				continue // any day of the programme will do
			}
			want := fromTheEnd[key]
			if want == "" {
				want = domainDay(t, days[min(i, len(days)-1)])
			}
			if !sameDay(t, p, st, want) {
				t.Errorf("%s: %s is due %s, the domain says %s", p.ID, id, ourDay(p, st), r["offset"])
			}
		}
	}
	for _, p := range lib.Programmes {
		for _, st := range p.Steps {
			key := p.ID + " " + st.ID
			if isSketch := slices.Contains(sketched, p.ID); !ours[key] && ownSteps[key] == "" && !isSketch || ours[key] && ownSteps[key] != "" {
				t.Errorf("%s: the domain knows the step %s otherwise", p.ID, st.ID)
			}
		}
	}
}

// TestTheBoardProgrammeHasTheDomainsSteps: the domain's table of dated steps says
// day, who and whether it concerns everybody.
func TestTheBoardProgrammeHasTheDomainsSteps(t *testing.T) {
	p := shipped(t).Programmes["st-styrelse"]
	seen := 0
	for _, r := range domainTable(t, "fields.tsv", 341) {
		if r["form"] != planTable {
			continue
		}
		seen++
		st := stepOf(p, r["id"])
		if st == nil {
			t.Errorf("the step %s is missing", r["id"])
			continue
		}
		if want := domainDay(t, r["type"]); !sameDay(t, p, st, want) {
			t.Errorf("%s is due %s, the domain says %s", st.ID, ourDay(p, st), r["type"])
		}
		if got := string(st.Who); got != domainBy(r) {
			t.Errorf("%s is done by %s, the domain says %s", st.ID, got, r["who"])
		}
		if sometimes := r["req"] == "R*"; sometimes == st.When.Empty() {
			t.Errorf("%s applies when %q, the domain says %s", st.ID, st.When.Text, r["req"])
		}
	}
	if seen != 12 {
		t.Errorf("%d steps", seen)
	}
}

// sketched are the programmes that the domain only sketches.
var sketched = []string{"union-leadership-18", "sprint-12w", "student-2m", "arbetsliv-10m", "mentor-5m"}

func TestTheSmallerProgrammesAreAsTheDomainSketchesThem(t *testing.T) {
	lib := shipped(t)
	for _, c := range []struct {
		programme     string
		months, weeks int
		lang          string
		steps         string // id@day
		preset        string // question=value
	}{
		{"union-leadership-18", 18, 0, "en", "project_plan@+8w project_done@end -4w monthly@month", ""},
		{"sprint-12w", 3, 12, "en", "weekly@week contract@+3w goals_worked@+10w feedback@end", "contract.ct_length.from=45 contract.ct_length.to=60"},
		{"student-2m", 2, 0, "sv", "kickoff@0 first_meeting@+2w meeting_2@+5w closing_meeting@end", ""},
		{"arbetsliv-10m", 10, 0, "sv", "kickoff@0 midpoint@+5m closing_meeting@end monthly@month certificate@end +4w", ""},
		{"mentor-5m", 5, 0, "sv", "first_meeting@+3w meeting_2@+2m meeting_3@+4m meeting_4@end midpoint@half", ""},
	} {
		p := lib.Programmes[c.programme]
		if p.Months != c.months || p.Weeks != c.weeks || string(p.Lang) != c.lang {
			t.Errorf("%s lasts %d months, %d weeks, in %s", p.ID, p.Months, p.Weeks, p.Lang)
		}
		for _, step := range regexp.MustCompile(`\w+@(end [+-]\w+|[+\w]+)`).FindAllString(c.steps, -1) {
			id, day, _ := strings.Cut(step, "@")
			if st := stepOf(p, id); st == nil || !sameDay(t, p, st, day) {
				t.Errorf("%s: %s is not due %s", p.ID, id, day)
			}
		}
		for _, preset := range strings.Fields(c.preset) {
			name, value, _ := strings.Cut(preset, "=")
			if got := p.Preset[name]; string(got) != value {
				t.Errorf("%s suggests %q for %s", p.ID, got, name)
			}
		}
	}
	if !slices.Contains(lib.Programmes["union-leadership-18"].Forms, "work_plan") {
		t.Error("the joint project has no work plan")
	}
}

// formKey are the domain's letters for the forms.
var formKey = map[string]string{
	"AP": "application", "RD": "readiness", "PW": "planning_worksheet", "CT": "contract", "PP": "process_plan",
	"DP": "development_plan", "WP": "work_plan", "MP": "meeting", "MR": "meeting", "LG": "between", "MI": "midpoint",
	"FE": "feedback_each", "FT": "feedback_together", "NS": "next_steps", "CS": "coordinator_summary", "SH": "shadowing",
}

// TestProgrammesHaveTheDomainsForms: and besides these only what every programme
// has: the pair, its plan, its log, what the programme may see and an early end.
func TestProgrammesHaveTheDomainsForms(t *testing.T) {
	everywhere := []string{"pair", "process_plan", "between", "coordinator_summary", "early_end"}
	lib := shipped(t)
	for _, r := range domainTable(t, "programmes.tsv", 6) {
		want := slices.Clone(everywhere)
		for _, m := range regexp.MustCompile(`\b[A-Z]{2}\b`).FindAllString(r["forms"], -1) {
			if formKey[m] == "" {
				t.Errorf("what form is %s?", m)
			}
			want = append(want, formKey[m])
		}
		got := slices.Sorted(slices.Values(lib.Programmes[r["programme"]].Forms))
		slices.Sort(want)
		if want = slices.Compact(want); !slices.Equal(got, want) {
			t.Errorf("%s has the forms %v, the domain says %v", r["programme"], got, want)
		}
	}
	for _, p := range lib.Programmes {
		for _, id := range everywhere {
			if !slices.Contains(p.Forms, id) {
				t.Errorf("%s has no %s", p.ID, id)
			}
		}
	}
}
