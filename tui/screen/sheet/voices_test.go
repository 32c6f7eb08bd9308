package sheet_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/tui/tuitest"
)

func TestMineYoursAndAgreedAreThreeAnswers(t *testing.T) {
	write(t, onSheet("contract", "ct_expectations"), func(p *pen) {
		p.Press("f7").Type("She rings first").Press("f7").Type("He is on time").Press("f7")
		p.Sees("Amina Diallo: She rings first").Sees("Per Holm: He is on time")
		p.Type("Both ring").Press("tab")
		p.holds("contract", "ct_expectations", "", forms.Mentee, "She rings first")
		p.holds("contract", "ct_expectations", "", forms.Mentor, "He is on time")
		p.holds("contract", "ct_expectations", "", forms.Agreed, "Both ring")
		p.Sees("Amina Diallo: She rings first") // still in sight from the next question
	})
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
