package catalog

import (
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// asked holds the questions of the domain's tables, by form. Every one is part of
// the product: none may go missing when a form is rewritten.
var asked = map[string]string{
	"pair": `programme_name template_id organisation mentor_name mentee_name mentor_contact mentee_contact
		pronoun_or_form_of_address mentor_role mentor_years_in_role mentee_role mentee_seat_kind anchor_event anchor_date
		planned_length appointed_by appointment_date dependency_check dependency_note helper_name helper_contact
		helper_is_independent language data_notice_ok`,
	"planning_worksheet": `pw_date_place pw_about_me_mentee pw_about_me_mentor pw_earlier_mentoring pw_now_good pw_now_hard
		pw_strengths pw_goals pw_mentor_goals pw_expect_mentee pw_expect_mentor pw_role_mentor pw_role_mentee pw_not_included
		pw_first_topics pw_method pw_shadow_plan pw_meeting_rhythm pw_dates_booked pw_followup_plan pw_success pw_review_date
		pw_end_date pw_agreed`,
	"contract": `ct_needs_goals ct_expectations ct_frequency ct_when ct_length ct_place ct_reach ct_between ct_reply_days
		ct_rebook_owner ct_cancel_notice ct_no_show ct_topics_wanted ct_topics_first ct_topics_off ct_joint_activities ct_ways
		ct_structure ct_agenda_owner ct_notes_owner ct_ethics ct_character ct_confidential ct_conf_exceptions ct_conf_share
		ct_conf_manager ct_feedback_how ct_disagree ct_no_fault ct_end_notice ct_length_total ct_renew ct_revise_every
		ct_version ct_sign_mentor ct_sign_mentee`,
	"meeting": `mp_open_actions mp_done mp_went_well mp_hard mp_topics mp_mentor_topics mp_goal_focus mp_material mp_sent
		m_no m_date m_start m_end m_channel m_place m_kind m_checkin m_since m_actions_review m_goal_progress m_topics
		m_insights m_concerns m_barriers m_new_actions m_plan_changes m_joint_activity m_next_date m_next_focus m_how_was_it
		m_private_mentee m_private_mentor m_written_by m_confirmed`,
	"between": `ac_list ac_quick_update lg_contacts lg_months lg_hours lg_idle lg_activity lg_cancelled lg_month_note`,
	"feedback_each": `fe_role fe_period fe_worked fe_change fe_goals fe_expected_vs_got fe_match fe_regular fe_prepared fe_open
		fe_trust fe_understood fe_talks fe_feedback fe_available fe_new_perspective fe_failures_shared fe_driver fe_role_ready
		fe_faster fe_role_model fe_knowledge fe_commitment fe_confidence_skill fe_wellbeing fe_career fe_network
		fe_mentor_gain fe_prog_goals fe_prog_support fe_prog_time fe_forms_useful fe_contact_ok fe_barriers fe_best fe_worst
		fe_three_words fe_recommend fe_again fe_to_board fe_anonymous_extract fe_sign`,
	"feedback_together": `ft_compare ft_worked ft_change ft_goals_done ft_highlights ft_obstacles ft_lessons_mentee
		ft_lessons_mentor ft_org_gain ft_thanks ft_after ft_sign`,
	"next_steps": `ns_role ns_goals_left ns_practice ns_training ns_people ns_offer ns_followup ns_actions_open`,
}

func TestEveryQuestionOfTheDomainIsAsked(t *testing.T) {
	lib := shipped(t)
	for form, ids := range asked {
		f := lib.Forms[form]
		if f == nil {
			t.Errorf("the form %s is missing", form)
			continue
		}
		for _, id := range strings.Fields(ids) {
			if _, ok := f.Field(id); !ok {
				t.Errorf("%s does not ask %s", form, id)
			}
		}
	}
}

func TestShippedLibraryIsWhole(t *testing.T) {
	lib := shipped(t)
	for _, id := range []string{"goals", "actions", "contacts", "dates", "cancelled"} {
		if lib.Registers[id] == nil {
			t.Errorf("the register %s is missing", id)
		}
	}
	for _, id := range []string{"workplace", "union-local", "st-styrelse"} {
		p := lib.Programmes[id]
		if p == nil {
			t.Errorf("the programme %s is missing", id)
			continue
		}
		if len(p.Forms) == 0 || p.Forms[0] != "pair" {
			t.Errorf("%s does not begin with the pair: %v", id, p.Forms)
		}
	}
	if again, err := Load(); err != nil || again != lib {
		t.Errorf("Load read twice (%v)", err)
	}
}

func TestEveryProgrammeCanBeChosenByAPair(t *testing.T) {
	lib := shipped(t)
	fd, ok := lib.Forms["pair"].Field("template_id")
	if !ok {
		t.Fatal("the pair does not choose a programme")
	}
	chosen := map[string]bool{}
	for _, o := range fd.Options {
		id := forms.ProgrammeOf(forms.Value(o.ID))
		if lib.Programmes[id] == nil {
			t.Errorf("the option %s is no programme", o.ID)
		}
		chosen[id] = true
	}
	for id := range lib.Programmes {
		if !chosen[id] {
			t.Errorf("nobody can choose %s", id)
		}
	}
}

func TestFileIsNamedAfterItsID(t *testing.T) {
	lib := shipped(t)
	err := fs.WalkDir(Files(), ".", func(name string, d fs.DirEntry, err error) error {
		id := strings.TrimSuffix(path.Base(name), ".yaml")
		switch path.Dir(name) {
		case "forms":
			if f := lib.Forms[id]; f == nil || f.Source != name {
				t.Errorf("%s holds no form %s", name, id)
			}
		case "programmes":
			if p := lib.Programmes[strings.ReplaceAll(id, "_", "-")]; p == nil || p.Source != name {
				t.Errorf("%s holds no programme %s", name, id)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// eachField calls f for every question of the shipped forms.
func eachField(lib *forms.Library, f func(form *forms.Form, fd *forms.Field)) {
	for _, id := range sortedKeys(lib.Forms) {
		form := lib.Forms[id]
		for i := range form.Sections {
			for j := range form.Sections[i].Fields {
				f(form, &form.Sections[i].Fields[j])
			}
		}
	}
}

func TestEveryRequiredQuestionSaysWhyItMatters(t *testing.T) {
	eachField(shipped(t), func(form *forms.Form, fd *forms.Field) {
		if r := fd.Required; !r.Empty() && r.Text != "no" && len(fd.Why) == 0 {
			t.Errorf("%s:%d: %s is required and does not say why", form.Source, fd.Line, fd.ID)
		}
	})
}

func TestNoQuestionStandsInTwoForms(t *testing.T) {
	seen := map[string]string{}
	eachField(shipped(t), func(form *forms.Form, fd *forms.Field) {
		if other := seen[fd.ID]; other != "" {
			t.Errorf("%s stands in %s and in %s", fd.ID, other, form.ID)
		}
		seen[fd.ID] = form.ID
	})
}

// eachText calls f for every text within a value, with where it stands.
func eachText(v reflect.Value, where string, f func(where string, text lang.Text)) {
	if !v.CanInterface() {
		return
	}
	if text, ok := v.Interface().(lang.Text); ok {
		f(where, text)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			eachText(v.Elem(), where, f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachText(v.Index(i), where, f)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			eachText(v.MapIndex(k), where+"/"+k.String(), f)
		}
	case reflect.Struct:
		if id := v.FieldByName("ID"); id.IsValid() {
			where += "/" + id.String()
		}
		for i := range v.NumField() {
			eachText(v.Field(i), where+"."+v.Type().Field(i).Name, f)
		}
	}
}

func TestEveryTextStandsInEveryLanguage(t *testing.T) {
	count := 0
	eachText(reflect.ValueOf(shipped(t)), "", func(where string, text lang.Text) {
		if len(text) == 0 {
			return
		}
		count++
		for _, l := range lang.All() {
			if strings.TrimSpace(text[l]) == "" {
				t.Errorf("%s: no text in %s", where, l)
			}
		}
	})
	if count < 500 {
		t.Errorf("only %d texts found", count)
	}
}

func TestFormsNameThePeopleByTheProgrammesWords(t *testing.T) {
	people := regexp.MustCompile(`(?i)(^|[^{\pL_])(mentees?|mentors?|adept(en|ens|er)?|mentor(n|ns|er))([^}\pL_]|$)`)
	lib := shipped(t)
	for _, v := range []any{lib.Forms, lib.Registers} {
		eachText(reflect.ValueOf(v), "", func(where string, text lang.Text) {
			for _, l := range lang.All() {
				if people.MatchString(text[l]) {
					t.Errorf("%s, %s: %q names a role itself", where, l, text[l])
				}
			}
		})
	}
}

func TestPlaceholdersAreFilledByEveryProgramme(t *testing.T) {
	lib := shipped(t)
	for _, p := range lib.Programmes {
		for _, v := range []any{lib.Forms, lib.Registers, p.Steps, p.Topics} {
			eachText(reflect.ValueOf(v), p.ID, func(where string, text lang.Text) {
				for _, l := range lang.All() {
					if got := p.Fill(text[l], l); strings.ContainsAny(got, "{}") {
						t.Errorf("%s, %s: %q is left with a hole", where, l, got)
					}
				}
			})
		}
	}
}

func TestSectionTitlesFitTheirColumn(t *testing.T) {
	const letters = 22
	lib := shipped(t)
	for _, p := range lib.Programmes {
		for _, f := range lib.Forms {
			for _, s := range f.Sections {
				for _, l := range lang.All() {
					if title := p.Fill(s.Title.In(l), l); len([]rune(title)) > letters {
						t.Errorf("%s.%s, %s, %s: %q is longer than %d letters", f.ID, s.ID, p.ID, l, title, letters)
					}
				}
			}
		}
	}
}

func TestRegisterColumnsBringTheirKindAndLabel(t *testing.T) {
	lib := shipped(t)
	shared := 0
	eachField(lib, func(form *forms.Form, fd *forms.Field) {
		for i := range fd.Columns {
			c := &fd.Columns[i]
			if !c.Shared {
				continue
			}
			shared++
			columns := lib.Registers[fd.Register].Columns
			at := slices.IndexFunc(columns, func(r forms.Field) bool { return r.ID == c.ID })
			if at < 0 || c.Kind != columns[at].Kind || len(c.Label) == 0 || len(c.Options) != len(columns[at].Options) {
				t.Errorf("%s.%s: the column %s is not the register's", form.ID, fd.ID, c.ID)
			}
		}
	})
	if shared == 0 {
		t.Error("no form shows a register")
	}
}
