package catalog

import (
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// find returns the option with an id; nil where there is none.
func find(options []forms.Option, id string) *forms.Option {
	if i := slices.IndexFunc(options, func(o forms.Option) bool { return o.ID == id }); i >= 0 {
		return &options[i]
	}
	return nil
}

// spoken returns the id of the option with an English label: "id", or "group.id";
// "" where there is none.
func spoken(options []forms.Option, en string) string {
	for _, o := range options {
		if strings.EqualFold(o.Label.In(lang.English), en) {
			return o.ID
		}
		if sub := spoken(o.Options, en); sub != "" {
			return o.ID + "." + sub
		}
	}
	return ""
}

// reworded are topics and interests that our lists say in other words than the
// domain, by list and the domain's words.
var reworded = map[string]string{
	"seven: conflict handling":             "t_relations.conflicts",
	"seven: teamwork":                      "t_relations.teamwork",
	"seven: own":                           "t_leadership.own",
	"seven: others'":                       "t_leadership.others",
	"seven: strengths":                     "t_self.strengths",
	"seven: weaknesses":                    "t_self.weaknesses",
	"seven: what drives you":               "t_self.drive",
	"seven: now":                           "t_tasks.now",
	"seven: later":                         "t_tasks.later",
	"seven: demands of the role":           "t_tasks.demands",
	"seven: countering hurry":              "t_stress.hurry",
	"seven: burnout":                       "t_stress.burnout",
	"union: our union's history and rules": "t_union.history",
	"union: membership meeting":            "t_union.member_meeting",
	"union: time for office v. job":        "t_union.time",
	"teacher: observation":                 "t_teaching.observation",
	"teacher: own well-being":              "t_teaching.wellbeing",
	"workplace: trends":                    "t_work.trends",
	"workplace: problem solving, communication, leadership": "t_work.skills",
	"library: friends-of-the-library group":                 "community.friends",
	"union_interests: union knowledge and history":          "knowledge",
	"union_interests: how our local works":                  "our_local",
	"union_interests: balancing office with ordinary work":  "balance",
}

// theirOption finds what the domain says in one of our lists.
func theirOption(t *testing.T, lib *forms.Library, list, en string, used map[string]bool) {
	t.Helper()
	l := lib.Lists[list]
	if l == nil {
		t.Errorf("the list %s is missing", list)
		return
	}
	key := list + ": " + en
	id, other := reworded[key]
	if !other {
		if spoken(l.Options, en) == "" {
			t.Errorf("the list %s has nothing for %q", list, en)
		}
		return
	}
	used[key] = true
	group, sub, _ := strings.Cut(id, ".")
	o := find(l.Options, group)
	if o != nil && sub != "" {
		o = find(o.Options, sub)
	}
	if o == nil || spoken(l.Options, en) != "" {
		t.Errorf("%q is not %s in the list %s, or is there in the domain's words", en, id, list)
	}
}

func TestTheLibraryListIsTheDomains(t *testing.T) {
	lib := shipped(t)
	areas := lib.Lists["library"].Options
	groups, subs := 0, 0
	for _, r := range domainTable(t, "interests.tsv", 51) {
		switch g := find(areas, r["group"]); {
		case r["list"] != "library" || r["group"] == "other":
		case g == nil:
			t.Errorf("the group %s is missing", r["group"])
		case r["sub"] == "":
			groups++
			sameText(t, r["group"], g.Label, r["en"], r["sv"])
		default:
			subs++
			if find(g.Options, r["sub"]) == nil {
				t.Errorf("%s.%s is missing", r["group"], r["sub"])
			}
		}
	}
	ours := 0
	for _, g := range areas {
		ours += len(g.Options)
	}
	if groups != len(areas) || subs != ours || subs != 34 {
		t.Errorf("%d of our %d groups and %d of our %d areas are the domain's", groups, len(areas), subs, ours)
	}
	fd, _ := lib.Forms["application"].Field("interest_areas")
	if o := find(fd.Options, "other"); o == nil {
		t.Error("nobody can name another area")
	}
}

// sameText compares an option's label with the domain's words, where it has some.
func sameText(t *testing.T, id string, label lang.Text, en, sv string) {
	t.Helper()
	for l, want := range map[lang.Lang]string{lang.English: en, lang.Swedish: sv} {
		if got := label.In(l); want != "" && got != want {
			t.Errorf("%s reads %q, the domain says %q", id, got, want)
		}
	}
}

func TestEveryTopicAndInterestOfTheDomainIsInOurLists(t *testing.T) {
	lib := shipped(t)
	used := map[string]bool{}
	for _, r := range domainTable(t, "topics.tsv", 30) {
		switch {
		case r["set"] == "seven":
			o := find(lib.Lists["seven"].Options, r["id"])
			if o == nil {
				t.Errorf("the topic %s is missing", r["id"])
				continue
			}
			sameText(t, r["id"], o.Label, r["en"], r["sv"])
			if r["id"] == "t_leadership" { // "own and others'"
				r["sub_en"] = strings.ReplaceAll(r["sub_en"], " and ", ", ")
			}
			for sub := range strings.SplitSeq(r["sub_en"], ", ") {
				theirOption(t, lib, "seven", sub, used)
			}
			if want := strings.Count(r["sub_en"], ", ") + 1; len(o.Options) < want {
				t.Errorf("%s has %d of %d sub-items", r["id"], len(o.Options), want)
			}
		case r["en"] != "the S3 list": // TestTheLibraryListIsTheDomains
			theirOption(t, lib, r["set"], r["en"], used)
		}
	}
	for _, r := range domainTable(t, "interests.tsv", 51) {
		switch {
		case r["list"] == "union":
			theirOption(t, lib, "union_interests", r["en"], used)
		case r["sub"] != "":
			theirOption(t, lib, "library", r["en"], used)
		}
	}
	for key := range reworded {
		if !used[key] {
			t.Errorf("the other words for %s are not needed", key)
		}
	}
}

// TestProgrammesOfferTheirOwnTopics: the seven areas are everywhere but in the
// library's short project, and each field has its own set.
func TestProgrammesOfferTheirOwnTopics(t *testing.T) {
	lib := shipped(t)
	for programme, list := range map[string]string{
		"union-local": "union", "st-styrelse": "union", "union-leadership-18": "union",
		"library-project": "library", "library-ongoing": "library", "teacher-induction": "teacher",
		"workplace": "workplace", "sprint-12w": "workplace", "student-2m": "workplace", "arbetsliv-10m": "workplace", "mentor-5m": "workplace",
	} {
		for _, o := range lib.Lists[list].Options {
			if find(lib.Programmes[programme].Topics, o.ID) == nil {
				t.Errorf("%s has no topic %s", programme, o.ID)
			}
		}
		if find(lib.Programmes[programme].Topics, "t_situation") == nil && programme != "library-project" {
			t.Errorf("%s lacks the seven areas", programme)
		}
	}
	for programme, list := range map[string]string{
		"union-local": "union_interests", "union-leadership-18": "union_interests", "library-project": "library", "library-ongoing": "library",
	} {
		for _, o := range lib.Lists[list].Options {
			if find(lib.Programmes[programme].Interests, o.ID) == nil {
				t.Errorf("%s has no interest %s", programme, o.ID)
			}
		}
	}
}
