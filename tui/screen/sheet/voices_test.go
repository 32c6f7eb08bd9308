package sheet_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/tui/tuitest"
)

func TestMineYoursAndAgreedAreThreeAnswers(t *testing.T) {
	write(t, onSheet("contract", "ct_expectations"), func(p *pen) {
		p.Press("ctrl+v").Type("She rings first").Press("ctrl+v").Type("He is on time").Press("ctrl+v")
		p.Sees("Amina Diallo: She rings first").Sees("Per Holm: He is on time")
		p.Press("tab").Sees("Amina Diallo: She rings first").Press("shift+tab")       // still in sight from the next question
		p.Type("Both ring").Press("tab").SeesNot("She rings first").Sees("Both ring") // settled
		p.holds("contract", "ct_expectations", "", forms.Mentee, "She rings first")
		p.holds("contract", "ct_expectations", "", forms.Mentor, "He is on time")
		p.holds("contract", "ct_expectations", "", forms.Agreed, "Both ring")
		p.Press("shift+tab").Sees("Amina Diallo: She rings first").Sees("Per Holm: He is on time")
	})
}

// expectations is a pair of which each may have said something about them.
func expectations(mentee, mentor forms.Value) tuitest.Options {
	o := onSheet("contract", "ct_expectations")
	o.Fill = func(k *tuitest.Keeper) {
		inTheUnion(k)
		a := forms.Address{Sheet: forms.SheetID{Form: "contract"}, Field: "ct_expectations"}
		for v, said := range map[forms.Voice]forms.Value{forms.Mentee: mentee, forms.Mentor: mentor} {
			a.Voice = v
			if said != "" {
				k.Says(a, said)
			}
		}
	}
	return o
}

func TestTogetherWhatBothSaidAlikeIsTakenInOneKey(t *testing.T) {
	inBothLanguages(t, expectations("Be on  time.\n", "be on time."), func(p *pen) {
		p.SeesNot("Per Holm: ").SeesNot("Amina Diallo: ").Sees(p.word("sheet.both_say_take", "text", "Be on"))
		if n := strings.Count(strings.ToLower(p.Screen()), "be on"); n != 1 {
			t.Errorf("what both said stands there %d times:\n%s", n, p.Screen())
		}
		p.takes().holds("contract", "ct_expectations", "", forms.Agreed, "Be on  time.").SeesNot(p.word("sheet.both_say", "text", "Be on"))
		p.Press("shift+tab").SeesNot(p.word("sheet.both_say_take", "text", "Be on")).SeesNot("Amina Diallo: ")
	})
}

func TestTogetherWhatOnlyOneSaidIsTakenInOneKey(t *testing.T) {
	inBothLanguages(t, expectations("", "Ask early"), func(p *pen) {
		offer := p.word("sheet.one_says_take", "name", "Per Holm", "text", "Ask early")
		p.Sees(offer).SeesNot("Per Holm: ").Press("tab").SeesNot(offer).Sees(p.word("sheet.one_says", "name", "Per Holm", "text", "Ask early"))
		p.Press("shift+tab", "ctrl+t").SeesNot(offer).Press("tab").holds("contract", "ct_expectations", "", forms.Agreed, "Ask early")
	})
	write(t, expectations("", "Ask early"), func(p *pen) {
		p.ClickOn("Per Holm says (Ctrl+T")
		p.Press("tab").holds("contract", "ct_expectations", "", forms.Agreed, "Ask early")
	})
}

func TestTogetherWhatDiffersStandsAboveTheAgreedLine(t *testing.T) {
	write(t, expectations("Be on time", "Ask early"), func(p *pen) {
		p.SeesNot("Ctrl+T").Press("ctrl+t").Sees("There is no suggestion here.")
		mine, yours := p.rowOf("Amina Diallo: Be on time"), p.rowOf("Per Holm: Ask early")
		if _, y, _ := p.Cursor(); mine >= yours || yours >= y {
			t.Errorf("the rows are %d, %d and the agreed line %d:\n%s", mine, yours, y, p.Screen())
		}
	})
}

func TestApartEachWritesTheirOwnUnseenByTheOther(t *testing.T) {
	write(t, expectations("", "Ask early"), func(p *pen) {
		p.Press("f4").at("ct_expectations").SeesNot("Ask early").SeesRow("ctrl+v", "○ Agreed", "● Amina").SeesNot("○ Per")
		p.Type("Be on time").Press("tab").SeesRow("ctrl+v", "○ Agreed", "● Amina").Type("Kind").Press("tab") // the next one is one's own as well
		p.holds("contract", "ct_expectations", "", forms.Mentee, "Be on time").holds("contract", "ct_character", "", forms.Mentee, "Kind")
		p.Press("shift+tab", "shift+tab", "ctrl+v").SeesRow("● Agreed").Press("ctrl+v").SeesRow("● Amina")
		p.Press("f4").at("ct_expectations").Sees("Amina Diallo: Be on time").Sees("Per Holm: Ask early").SeesRow("ctrl+v", "● Agreed")
		p.Press("tab").at("ct_character").Sees("Amina Diallo says (Ctrl+T takes it): Kind")
	})
}

func TestACompoundQuestionIsComparedAndTakenAsAWhole(t *testing.T) {
	o := onSheet("contract", "ct_confidential")
	said := func(v forms.Voice, part string, value forms.Value) func(k *tuitest.Keeper) {
		return func(k *tuitest.Keeper) {
			k.Says(forms.Address{Sheet: forms.SheetID{Form: "contract"}, Field: "ct_confidential", Part: part, Voice: v}, value)
		}
	}
	o.Fill = func(k *tuitest.Keeper) {
		inTheUnion(k)
		said(forms.Mentor, "choice", "everything")(k)
		said(forms.Mentor, "note", "Names stay here")(k)
	}
	write(t, o, func(p *pen) {
		p.Sees("Per Holm says (Ctrl+T takes it): everything, Names stay").Press("ctrl+t")
		p.holds("contract", "ct_confidential", "choice", forms.Agreed, "everything").holds("contract", "ct_confidential", "note", forms.Agreed, "Names stay here")
		p.SeesNot("Per Holm says").at("ct_confidential")
	})
	o.Fill = func(k *tuitest.Keeper) {
		inTheUnion(k)
		said(forms.Mentor, "choice", "everything")(k)
		said(forms.Mentee, "note", "Names stay here")(k)
	}
	write(t, o, func(p *pen) { p.Sees("Amina Diallo: Names stay here").Sees("Per Holm: everything").SeesNot("Ctrl+T") })
}

func TestTheVoicesCanBeClicked(t *testing.T) {
	write(t, onSheet("contract", "ct_expectations"), func(p *pen) {
		p.ClickOn("○ Per")
		p.Sees("● Per").Type("She rings first").Press("tab")
		p.holds("contract", "ct_expectations", "", forms.Mentor, "She rings first")
	})
}

func TestAQuestionForEachHasAnAnswerOfEach(t *testing.T) {
	write(t, onSheet("meeting/1", "mp_went_well"), func(p *pen) {
		p.Type("I asked").Press("tab").Type("I kept quiet").Press("tab")
		p.holds("meeting/1", "mp_went_well", "", forms.Mentee, "I asked")
		p.holds("meeting/1", "mp_went_well", "", forms.Mentor, "I kept quiet")
	})
}

func TestPrivateNotesAreThereOnlyForWhoIsAlone(t *testing.T) {
	o := onSheet("meeting/1", "m_confirmed")
	write(t, o, func(p *pen) {
		p.SeesNot("My own notes").Press("ctrl+g").Type("notes").SeesNot("My own").Press("esc")
		p.Press("f4").Sees("alone").Sees("Only Amina Diallo sees the page now")
		p.to("m_private_mentee").Type("I was tired").Press("tab")
		p.holds("meeting/1", "m_private_mentee", "", forms.Mentee, "I was tired")
		p.SeesNot("(Per Holm)").Press("f4").SeesNot("I was tired").SeesNot("My own notes")
		p.Press("f4", "f3").SeesNot("I was tired").Sees("together") // the other one takes the keyboard
	})
}

func TestAListThatLiesOpenForgetsWhatThePageForgets(t *testing.T) {
	write(t, onSheet("meeting/1", "m_confirmed"), func(p *pen) {
		p.Press("f4").to("m_private_mentee").Press("ctrl+g").Sees("My own notes").Press("f3").SeesNot("My own notes")
		p.Press("enter").Sees("Meeting 1")
	})
}

func closedMeeting(k *tuitest.Keeper) {
	inTheUnion(k)
	id := forms.Meeting(1)
	k.Says(forms.Address{Sheet: id, Field: "mp_done", Voice: forms.Mentee}, "Read the rules")
	k.Says(forms.StateAddress(id), forms.Value(forms.StateClosed))
}

func TestAClosedMeetingIsReadAndCanBeOpenedAgain(t *testing.T) {
	o := onSheet("meeting/1", "")
	o.Fill = closedMeeting
	write(t, o, func(p *pen) {
		p.Sees("closed").Sees("Read the rules").SeesNot("needed").SeesNot("+ add a row")
		p.Type("x").Sees("This sheet is closed").Paste("more")
		p.Sees("This sheet is closed").SeesNot("more")
		p.Press("ctrl+d", "ctrl+t", "alt+up").Sees("Read the rules")
		p.to("m_confirmed").Press("tab").Sees("Open this meeting again").Press("enter").SeesNot("closed")
		p.to("mp_done").Type(" twice").Press("tab").holds("meeting/1", "mp_done", "", forms.Mentee, "Read the rules twice")
	})
}

func TestTheButtonAtTheEndIsReachedByTab(t *testing.T) {
	write(t, onSheet("meeting/1", "m_confirmed"), func(p *pen) {
		p.Press("tab").SeesRow("▸ [ Close this meeting ]").Press("shift+tab").at("m_confirmed")
	})
}
