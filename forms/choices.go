package forms

import "pairbook/forms/lang"

// Choices returns what can be picked for a field, in order: its options, the
// scale of a rating, or yes and no. None for fields that are typed.
func (fd *Field) Choices(a Asking) []Option {
	switch fd.Kind {
	case KindRating:
		return named(a, "forms.pick_", "1", "2", "3", "4", "5", "na")
	case KindYesNo:
		return named(a, "forms.pick_", "yes", "no")
	case KindChoice, KindMulti:
		if a.Options != nil {
			return a.Options(fd)
		}
		return fd.Options
	}
	return nil
}

func named(a Asking, prefix string, ids ...string) []Option {
	opts := make([]Option, len(ids))
	for i, id := range ids {
		opts[i] = Option{ID: id, Label: lang.In(a.Words.Lang(), a.Words.T(prefix+id))}
	}
	return opts
}
