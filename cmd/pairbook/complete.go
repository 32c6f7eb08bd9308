package main

import (
	"time"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
)

func (r *run) completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	c := r.command("completion", func(c *cobra.Command, args []string) error {
		root := c.Root()
		switch args[0] {
		case "bash":
			return root.GenBashCompletionV2(&r.out, true)
		case "zsh":
			return root.GenZshCompletion(&r.out)
		case "fish":
			return root.GenFishCompletion(&r.out, true)
		case "powershell":
			return root.GenPowerShellCompletionWithDesc(&r.out)
		}
		return usage("bad_shell", "shell", shown(args[0]), "known", known(shells))
	})
	c.Args = r.args(1, 1)
	c.ValidArgsFunction = cobra.FixedCompletions(shells, cobra.ShellCompDirectiveNoFileComp)
	return c
}

// completionWait is how long a completion waits for the book: a key was pressed, and
// somebody is looking.
const completionWait = 200 * time.Millisecond

// pairForCompletion reads the pair that is meant; nil where that is not possible.
// A completion never says why.
func (r *run) pairForCompletion() *forms.Pair {
	path, err := r.bookPath()
	if err != nil {
		return nil
	}
	b, err := store.Open(path, store.Options{ReadOnly: true, Wait: completionWait, Now: r.main.Now})
	if err != nil {
		return nil
	}
	defer b.Close() //nolint:errcheck // only read
	all, err := b.Pairs()
	if err != nil {
		return nil
	}
	one, err := choosePair(all, r.flags.pair)
	if err != nil {
		return nil
	}
	rec, _, err := b.Load(one.ID)
	if err != nil {
		return nil
	}
	r.speakAsPair(b, rec)
	return forms.NewPair(rec, r.lib, lang.DateOf(r.main.Now()), r.words)
}

func (r *run) completeSheet(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	p := r.pairForCompletion()
	if p == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return sheetIDs(p), cobra.ShellCompDirectiveNoFileComp
}

// completeQuestion completes a sheet, then a question of it.
func (r *run) completeQuestion(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		return r.completeSheet(c, args, typed)
	case 1:
	default:
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	p := r.pairForCompletion()
	if p == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	s, err := sheet(p, args[0])
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var ids []string
	for _, it := range s.Items() {
		ids = append(ids, it.Field.ID+"\t"+p.Text(it.Field.Label))
	}
	return ids, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}
