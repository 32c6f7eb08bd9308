package forms_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// question is a field and how its valid values are made.
type question struct {
	fd     *forms.Field
	values *rapid.Generator[forms.Value]
}

// nasty holds texts that readers of answers could trip over: names of options,
// dates and signs of their own grammar among them.
func nasty() *rapid.Generator[string] {
	words := []string{
		",", ";", ":", ": ", "\n", " ", "other", "annat", "stress", "1", "12", "2026-03-24", "24 March 2026", "today", "4/3", "policy, rules",
		"na", "n/a", "ja", "-", "−", ".", "1 000", "1,5", "min", "kl 17", "é", "e\u0301", "Å", "\x00", "\x1b[31m", "\u202e", "\u2028", "\xff", "\t", "\u200d", "{the_mentee}", "世界", "🇸🇪", "every",
	}
	return rapid.OneOf(rapid.String(), rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 8).Draw(t, "words"), "")
	}))
}

// answered gives valid values by reading arbitrary text with a field that takes any.
func answered(t testing.TB, k forms.Kind) *rapid.Generator[forms.Value] {
	a := askingIn(t, lang.English)
	return rapid.Custom(func(r *rapid.T) forms.Value {
		v, _ := plain(k).Parse(nasty().Draw(r, "text"), a)
		return v
	})
}

// chosen gives valid values of a choice or multi.
func chosen(fd *forms.Field) *rapid.Generator[forms.Value] {
	return rapid.Custom(func(t *rapid.T) forms.Value {
		var es []forms.Entry
		take := func(id string, detail forms.Kind) {
			if !rapid.Bool().Draw(t, id) || fd.Kind == forms.KindChoice && len(es) > 0 {
				return
			}
			e := forms.Entry{ID: id}
			switch detail {
			case forms.KindShort:
				if e.Detail = detailIn(nasty().Draw(t, "detail")); e.Detail == "" {
					e.Detail = "x"
				}
			case forms.KindNumber:
				e.Detail = fmt.Sprint(rapid.IntRange(0, 1e9).Draw(t, "n"))
			}
			es = append(es, e)
		}
		for _, o := range fd.Options {
			take(o.ID, o.Detail)
			for _, sub := range o.Options {
				take(o.ID+"."+sub.ID, sub.Detail)
			}
		}
		return forms.JoinEntries(es)
	})
}

// detailIn is text as it stands beside an option.
func detailIn(s string) string {
	es := forms.Entries(forms.JoinEntries([]forms.Entry{{ID: "x", Detail: s}}))
	return es[0].Detail
}

func questions(t testing.TB) []question {
	dates := rapid.Custom(func(t *rapid.T) lang.Date {
		return lang.Date{Year: 1900, Month: time.January, Day: 1}.AddDays(rapid.IntRange(0, 109000).Draw(t, "days"))
	})
	date := rapid.Map(dates, func(d lang.Date) forms.Value { return forms.Value(d.String()) })
	clock := rapid.Map(rapid.IntRange(0, 1439), func(n int) forms.Value { return forms.Value(lang.Clock(n).String()) })
	number := rapid.Custom(func(t *rapid.T) forms.Value {
		hundredths := rapid.Int64Range(-99_999_999_999_999, 99_999_999_999_999).Draw(t, "hundredths")
		s := fmt.Sprintf("%d.%02d", max(hundredths, -hundredths)/100, max(hundredths, -hundredths)%100)
		if s = strings.TrimRight(strings.TrimRight(s, "0"), "."); s == "" {
			s = "0"
		}
		if hundredths < 0 && s != "0" {
			s = "-" + s
		}
		return forms.Value(s)
	})
	sign := rapid.Custom(func(t *rapid.T) forms.Value {
		name := strings.TrimSpace(detailIn(nasty().Draw(t, "name")) + "a")
		return forms.Value(dates.Draw(t, "day").String() + " " + name)
	})
	whole := rapid.Map(rapid.IntRange(5, 480), func(n int) forms.Value { return forms.Value(fmt.Sprint(n)) })
	several := topics()
	several.Options[0].Options[1].Detail = forms.KindShort // words beside two options
	return []question{
		{plain(forms.KindShort), answered(t, forms.KindShort)},
		{plain(forms.KindLong), answered(t, forms.KindLong)},
		{plain(forms.KindAuto), answered(t, forms.KindAuto)},
		{plain(forms.KindDate), date},
		{plain(forms.KindTime), clock},
		{plain(forms.KindNumber), number},
		{minutes(), whole},
		{rhythm(), chosen(rhythm())},
		{length(), chosen(length())},
		{topics(), chosen(topics())},
		{several, chosen(several)},
		{plain(forms.KindRating), rapid.SampledFrom([]forms.Value{"1", "2", "3", "4", "5", "na"})},
		{plain(forms.KindYesNo), rapid.SampledFrom([]forms.Value{"yes", "no"})},
		{plain(forms.KindSign), sign},
	}
}

func TestWhatIsEditedUnchangedStaysTheSameAnswer(t *testing.T) {
	for _, q := range questions(t) {
		for _, l := range lang.All() {
			a := askingIn(t, l)
			rapid.Check(t, func(t *rapid.T) {
				v := q.values.Draw(t, "value")
				if p := q.fd.Check(v, a); p != nil {
					t.Fatalf("%s: the test made %q, which is not valid: %s", q.fd.Kind, v, p.Say(a.Words))
				}
				if got, p := q.fd.Parse(q.fd.Edit(v, a), a); p != nil || got != v {
					t.Fatalf("%s in %q: %q is edited as %q and read back as %q, %v", q.fd.Kind, l, v, q.fd.Edit(v, a), got, p)
				}
				if got, p := q.fd.Parse(string(v), a); p != nil || got != v {
					t.Fatalf("%s in %q: the canonical %q is read as %q, %v", q.fd.Kind, l, v, got, p)
				}
				shownWell(t, q.fd, v, a)
			})
		}
	}
}

func TestWhateverIsTypedBecomesAValidAnswerOrAKindWord(t *testing.T) {
	for _, q := range questions(t) {
		for _, l := range lang.All() {
			a := askingIn(t, l)
			rapid.Check(t, func(t *rapid.T) { typedIsSafe(t, q.fd, nasty().Draw(t, "typed"), a) })
		}
	}
}

// failer is what rapid.T and testing.T share.
type failer interface {
	Fatalf(format string, args ...any)
}

// typedIsSafe checks the laws of one typed text.
func typedIsSafe(t failer, fd *forms.Field, in string, a forms.Asking) {
	v, p := fd.Parse(in, a)
	if p != nil {
		if said := p.Say(a.Words); v != "" || strings.ContainsAny(said, "⟦⟧{}") && !strings.ContainsAny(in, "⟦⟧{}") || !visible(said, "") {
			t.Fatalf("%s: %q gives %q and is refused with %q", fd.Kind, in, v, said)
		}
	} else if again, p := fd.Parse(string(v), a); p != nil || again != v {
		t.Fatalf("%s: %q is read as %q, and that as %q, %v", fd.Kind, in, v, again, p)
	}
	if p := fd.Check(v, a); p != nil {
		t.Fatalf("%s: %q is read as %q, which is not valid: %s", fd.Kind, in, v, p.Say(a.Words))
	}
	shownWell(t, fd, v, a)
	shownWell(t, fd, forms.Value(in), a) // as if a broken file held it
	if echo := fd.Echo(in, a); !visible(echo, "") {
		t.Fatalf("%s: while %q is typed we say %q", fd.Kind, in, echo)
	}
}

func shownWell(t failer, fd *forms.Field, v forms.Value, a forms.Asking) {
	long, short := fd.Show(v, a), fd.ShowShort(v, a)
	if v != "" && (strings.TrimSpace(long) == "" || strings.TrimSpace(short) == "") {
		t.Fatalf("%s: %q is shown as %q and %q", fd.Kind, v, long, short)
	}
	if !visible(long, "\n") || !visible(short, "") {
		t.Fatalf("%s: %q is shown with control characters: %q and %q", fd.Kind, v, long, short)
	}
}

// visible says whether a text holds no control characters but the allowed ones.
func visible(s, allowed string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune(allowed, r) })
}

func TestTickingTwiceIsTickingOnceAndUntickingForgets(t *testing.T) {
	order := topics().Options
	ids := []string{"governance", "governance.policy", "role.stress", "talk", "other", "gone"}
	rapid.Check(t, func(t *rapid.T) {
		v := chosen(topics()).Draw(t, "value")
		id := rapid.SampledFrom(ids).Draw(t, "id")
		on := forms.Tick(v, id, true, order)
		if again := forms.Tick(on, id, true, order); again != on {
			t.Fatalf("%q ticked in %q gives %q, then %q", id, v, on, again)
		}
		off := forms.Tick(on, id, false, order)
		for _, e := range forms.Entries(off) {
			if e.ID == id {
				t.Fatalf("%q is still ticked in %q", id, off)
			}
		}
		if len(forms.Entries(off)) != len(forms.Entries(on))-1 {
			t.Fatalf("unticking %q changed more than that: %q became %q", id, on, off)
		}
	})
}

func FuzzParseValue(f *testing.F) {
	seeds := []string{"", "4 March", "17.00", "1 000,5", "other: bees, talk", "stress; policy, rules", "4 – agree", "ja", "Per Holm, 24 mars", "\x1b[0m\u202e\xff"}
	for i, q := range questions(f) {
		for _, s := range seeds {
			f.Add(uint8(i), q.fd.Kind == forms.KindDate, s)
		}
	}
	all := questions(f)
	f.Fuzz(func(t *testing.T, which uint8, swedish bool, in string) {
		l := lang.English
		if swedish {
			l = lang.Swedish
		}
		typedIsSafe(t, all[int(which)%len(all)].fd, in, askingIn(t, l))
	})
}
