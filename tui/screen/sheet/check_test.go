package sheet_test

import (
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen/sheet"
	"pairbook/tui/tuitest"
)

const contract = "contract"

func inContract(field string) forms.Address {
	return forms.Address{Sheet: forms.SheetID{Form: forms.ContractForm}, Field: field, Voice: forms.Agreed}
}

// confidential: what stays between the two is written down, so that they can sign.
func confidential(k *tuitest.Keeper) {
	k.Says(inContract("ct_confidential").At("choice"), "everything").Says(inContract("ct_conf_exceptions").At("note"), "In danger")
}

// with lets the pair have said more.
func with(o tuitest.Options, fill func(k *tuitest.Keeper)) tuitest.Options {
	before := o.Fill
	o.Fill = func(k *tuitest.Keeper) {
		before(k)
		fill(k)
	}
	return o
}

func inEachLanguage(t *testing.T, o tuitest.Options, f func(p *pen)) {
	for _, l := range lang.All() {
		t.Run(string(l), func(t *testing.T) {
			o := o
			o.Lang = l
			write(t, o, f)
		})
	}
}

// told is what a rule says of the sheet, by the finding's name.
func (p *pen) told(sheet, id string) (what, why string) {
	p.t.Helper()
	for _, f := range p.sheet(sheet).Findings() {
		if f.ID() == id {
			return p.pair.SayFinding(f)
		}
	}
	p.t.Fatalf("no rule says %s of %s", id, sheet)
	return "", ""
}

// flat is what stands on the page at the right, whatever rows it was set in.
func (p *pen) flat() string {
	var b strings.Builder
	for _, row := range p.Cells() {
		for x := min(30, len(row)); x < len(row); x++ {
			b.WriteString(row[x].Text)
		}
		b.WriteByte(' ')
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func (p *pen) shows(text string, want bool) *pen {
	p.t.Helper()
	if has := strings.Contains(p.flat(), strings.Join(strings.Fields(text), " ")); has != want {
		p.t.Fatalf("%q is there: %v, we wanted %v, on\n%s", text, has, want, p.Screen())
	}
	return p
}

func firstSentence(text string) string {
	if end := strings.Index(text, ". "); end > 0 {
		return text[:end+1]
	}
	return text
}

func TestWhatARuleSaysStandsUnderItsQuestionAndWhyWhereTheKeysAre(t *testing.T) {
	o := onSheet(contract, "ct_confidential")
	o.Height = 32
	inEachLanguage(t, o, func(p *pen) {
		what, why := p.told(contract, "confidentiality_ct_confidential")
		p.shows(what, true).shows(why, true)
		p.to("ct_conf_exceptions").shows(why, true).Press("shift+tab") // from its first part back into the question before
		p.to("ct_conf_share").shows(what+" "+why, false)
	})
}

func TestElsewhereAFindingTakesTwoLinesAtMostOfWholeSentences(t *testing.T) {
	inEachLanguage(t, onSheet("pair", "helper_name"), func(p *pen) {
		what, why := p.told("pair", "helper")
		p.shows(what, true).shows(why, true).Press("tab").shows(firstSentence(what), true).shows(why, false)
	})
}

func TestInALowWindowF2ShowsTheWholeFinding(t *testing.T) {
	o := onSheet(contract, "ct_no_fault")
	o = with(o, func(k *tuitest.Keeper) { k.Says(inContract("ct_no_fault"), "no") })
	o.Width, o.Height = 60, 15
	write(t, o, func(p *pen) {
		what, why := p.told(contract, "no_blame")
		p.SeesNot(why).Press("f2")
		for _, word := range strings.Fields(what + " " + why) {
			p.Sees(word)
		}
		p.Press("f2").SeesNot(why)
	})
}

func TestWhatWasSetAsideIsToldOnlyWhereTheKeysAre(t *testing.T) {
	o := with(onSheet("pair", "helper_name"), func(k *tuitest.Keeper) {
		pair := forms.SheetID{Form: forms.PairForm}
		k.Says(forms.Address{Sheet: pair, Field: "helper_name", Voice: forms.Agreed}, "Kim Berg")
		k.Says(forms.Address{Sheet: pair, Field: "helper_is_independent", Voice: forms.Agreed}, "no")
		k.Says(forms.RuleAddress("helper_busy"), "Kim says it is fine")
	})
	write(t, o, func(p *pen) {
		p.SeesNot("Kim says it is fine").to("helper_is_independent").Sees("Set aside: Kim says it is fine").Press("tab").SeesNot("Kim says it is fine")
	})
}

func TestASignatureWaitsUntilWhatStopsItIsMended(t *testing.T) {
	inEachLanguage(t, onSheet(contract, "ct_sign_mentor"), func(p *pen) {
		one, _ := p.told(contract, "confidentiality_ct_confidential")
		two, _ := p.told(contract, "confidentiality_ct_conf_exceptions")
		p.takes().holds(contract, "ct_sign_mentor", "", forms.Mentor, "").shows(p.word("checks.not_signed", "what", one), true)
		p.to("ct_confidential").Press("space").to("ct_sign_mentor").shows(p.word("checks.not_signed", "what", two), true)
		p.to("ct_conf_exceptions").Press("space").to("ct_sign_mentee").shows(p.word("checks.sign_now"), true)
		p.holds(contract, "ct_sign_mentor", "", forms.Mentor, "").to("ct_sign_mentor").Press("enter")
		p.holds(contract, "ct_sign_mentor", "", forms.Mentor, "2026-03-24 Per Holm").shows(p.word("checks.sign_now"), false)
	})
}

func TestNobodySignsByOpeningASheet(t *testing.T) {
	o := onSheet(contract, "ct_when")
	o = with(o, func(k *tuitest.Keeper) {
		confidential(k)
		sign := inContract("ct_sign_mentor")
		sign.Voice = forms.Mentor
		_ = k.Book.Draft(k.Pair, map[forms.Address]string{sign: "Per Holm 2026-03-24"}) // a story sees what is not there
	})
	write(t, o, func(p *pen) {
		p.holds(contract, "ct_sign_mentor", "", forms.Mentor, "").to("ct_sign_mentee").Sees("Per Holm 2026-03-24").shows(p.word("checks.sign_now"), true)
		p.to("ct_sign_mentor").Press("enter").holds(contract, "ct_sign_mentor", "", forms.Mentor, "2026-03-24 Per Holm")
	})
}

func TestASignatureIsTakenBackWhateverTheRulesSay(t *testing.T) {
	o := with(onSheet(contract, "ct_sign_mentor"), func(k *tuitest.Keeper) {
		sign := inContract("ct_sign_mentor")
		sign.Voice = forms.Mentor
		k.Says(sign, "2026-03-24 Per Holm")
	})
	write(t, o, func(p *pen) {
		p.Press("ctrl+u", "tab").holds(contract, "ct_sign_mentor", "", forms.Mentor, "").Press("ctrl+z").holds(contract, "ct_sign_mentor", "", forms.Mentor, "2026-03-24 Per Holm")
	})
}

func TestAClosingMeetingListsWhatIsWorthALookAndCloses(t *testing.T) {
	held := func(k *tuitest.Keeper) {
		on := func(n int, field string) forms.Address {
			return forms.Address{Sheet: forms.Meeting(n), Field: field, Voice: forms.Agreed}
		}
		a, _ := forms.SummaryAddress("template_id")
		k.Says(a, "union_local").Says(on(1, "m_date"), "2026-03-10").Says(forms.StateAddress(forms.Meeting(1)), forms.Value(forms.StateClosed))
		row := forms.Address{Sheet: forms.Register("actions"), Field: "actions", Voice: forms.Agreed}.InRow("rowa")
		k.Says(row.At(forms.PartOrder), "1").Says(row.At(forms.PartFrom), "meeting/1").Says(row.At("action"), "Book the hall").Says(row.At("status"), "open")
		k.Says(on(2, "m_date"), "2026-03-24").Says(on(2, "m_kind"), "closing")
	}
	inEachLanguage(t, with(onSheet("meeting/2", "m_confirmed"), held), func(p *pen) {
		what, _ := p.told("meeting/2", "final_meeting_together")
		p.Press("ctrl+l", "enter", "end").SeesRow("▸", p.word("sheet.close_anyway")).SeesRow("!", p.label("m_kind")).Sees(cut(what, 50)).Wait(tui.GraceAfter)
		p.Press("enter").Wait(time.Second)
		if st := p.reads().Record.State(forms.Meeting(2)); st != forms.StateClosed {
			t.Errorf("the meeting is %q", st)
		}
	})
}

func cut(text string, n int) string { return string([]rune(text)[:n]) }

func TestTypingInAQuestionWithAFindingDoesNotAskTheRules(t *testing.T) {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	k, err := tuitest.NewKeeper(tuitest.NewBook(nil))
	if err != nil {
		t.Fatal(err)
	}
	inTheUnion(k)
	at := tui.Place{Screen: tui.SheetPage, Pair: k.Pair, Sheet: forms.SheetID{Form: forms.PairForm}, Field: "helper_name"}
	app := opened(t, k, lib, at, 80, 24)
	if n := testing.AllocsPerRun(200, func() { app.Update(letter) }); n > 20 {
		t.Errorf("a typed character allocates %v times", n)
	}
	if n := testing.AllocsPerRun(200, func() { app.Update(letter); app.View() }); n > 500 {
		t.Errorf("a typed character and its frame allocate %v times", n)
	}
}

func TestTheSheetFitsWithFindingsAtEverySize(t *testing.T) {
	for _, l := range lang.All() {
		for _, field := range []string{"helper_name", "dependency_check"} {
			var made tui.Screen
			o := with(onSheet("pair", field), func(k *tuitest.Keeper) {
				k.Says(forms.Address{Sheet: forms.SheetID{Form: forms.PairForm}, Field: "dependency_check", Voice: forms.Agreed}, "yes")
				k.Later(40 * 24 * time.Hour)
			})
			o.Lang = l
			o.Screens[tui.SheetPage] = tuitest.Grab(sheet.New, &made)
			write(t, o, func(p *pen) { tuitest.Fits(t, made) })
		}
	}
}
