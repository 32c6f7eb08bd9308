package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// command makes a command whose words stand in cli.yaml under its name: NAME_use
// (how to call it, after the name), NAME (in one line), NAME_long (the whole
// help, with examples).
func (r *run) command(path string, fn func(c *cobra.Command, args []string) error) *cobra.Command {
	name := path[strings.LastIndexByte(path, ' ')+1:]
	key := "cli." + strings.NewReplacer(" ", "_", "-", "_").Replace(path)
	c := &cobra.Command{
		Use:                   name,
		Short:                 r.words.T(key),
		Long:                  strings.TrimRight(r.words.T(key+"_long"), "\n"),
		RunE:                  fn,
		DisableFlagsInUseLine: true,
		ValidArgsFunction:     cobra.NoFileCompletions,
	}
	if r.words.Has(key + "_use") {
		c.Use += " " + r.words.T(key+"_use")
	}
	return c
}

// root builds the whole tree of commands.
func (r *run) root() *cobra.Command {
	root := r.command("pairbook", func(c *cobra.Command, _ []string) error {
		if wanted, err := c.Flags().GetBool("version"); err == nil && wanted {
			return r.version()
		}
		return r.open(c.Context())
	})
	root.Args = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(c, args[0])
		}
		return nil
	}
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetOut(&r.out)
	root.SetErr(r.main.Stderr)
	root.SetIn(r.main.Stdin)
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { r.help(c) })
	root.SetUsageFunc(func(c *cobra.Command) error { r.help(c); return nil })
	root.SetFlagErrorFunc(r.flagError)
	root.PersistentPreRunE = r.before
	r.globalFlags(root)
	root.AddCommand(r.commands()...)
	root.SetHelpCommand(r.helpCommand())
	return root
}

// commands returns the commands in the order of the help: as one meets them.
func (r *run) commands() []*cobra.Command {
	return []*cobra.Command{
		r.newCommand(), r.listCommand(), r.statusCommand(), r.planCommand(), r.showCommand(), r.setCommand(),
		r.meetingCommand(), r.logCommand(), r.actionsCommand(), r.goalsCommand(), r.reviewCommand(), r.checkRulesCommand(),
		r.closeCommand(), r.reopenCommand(), r.sealCommand(), r.signCommand(), r.verifyCommand(), r.historyCommand(),
		r.exportCommand(), r.importCommand(), r.summaryCommand(), r.digestCommand(), r.ledgerCommand(), r.whoSeesCommand(), r.calendarCommand(),
		r.pauseCommand(), r.resumeCommand(), r.closingCommand(), r.certificateCommand(),
		r.passphraseCommand(), r.backupCommand(), r.restoreCommand(), r.checkCommand(), r.rescueCommand(), r.forgetCommand(),
		r.formCommand(), r.programmeCommand(), r.doctorCommand(), r.completionCommand(), r.manCommand(), r.versionCommand(),
	}
}

func (r *run) globalFlags(root *cobra.Command) {
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	r.placeFlags(root.PersistentFlags(), t)
	_ = root.MarkPersistentFlagDirname("forms") // fails only for a flag that is not there
	root.PersistentFlags().BoolVar(&r.flags.json, "json", false, t("json"))
	root.PersistentFlags().BoolP("help", "h", false, t("help"))
	r.appFlags(root.Flags(), t)
	root.Flags().Bool("version", false, t("version"))
}

// placeFlags declares the flags that say where and when; t words them.
func (r *run) placeFlags(fs *pflag.FlagSet, t func(key string) string) {
	fs.StringVar(&r.flags.book, "book", "", t("book"))
	fs.StringVar(&r.flags.pair, "pair", "", t("pair"))
	fs.StringVar(&r.flags.lang, "lang", "", t("lang"))
	fs.StringVar(&r.flags.today, "today", "", t("today"))
	fs.StringVar(&r.flags.forms, "forms", "", t("forms"))
	fs.StringVar(&r.flags.passFile, "passphrase-file", "", t("passphrase_file"))
}

// appFlags declares the flags of the app on the screen.
func (r *run) appFlags(fs *pflag.FlagSet, t func(key string) string) {
	fs.StringVar(&r.flags.theme, "theme", "", t("theme"))
	fs.BoolVar(&r.flags.noMouse, "no-mouse", false, t("no_mouse"))
}

// appOnly reads the arguments of a run that just opens the app, and reports
// whether they are no more than that. The tree of commands, with all the words of
// its help, is then not needed: building it takes as long as opening the book.
func (r *run) appOnly() bool {
	fs := pflag.NewFlagSet("", pflag.ContinueOnError)
	fs.SetOutput(io.Discard)
	unsaid := func(string) string { return "" }
	r.placeFlags(fs, unsaid)
	r.appFlags(fs, unsaid)
	if fs.Parse(r.main.Args) == nil && fs.NArg() == 0 {
		return true
	}
	r.flags = globals{}
	return false
}

// hasJSON marks a command that can answer in JSON.
const hasJSON = "json"

func answersInJSON(c *cobra.Command) *cobra.Command {
	c.Annotations = map[string]string{hasJSON: ""}
	return c
}

// before refuses flags that would be ignored, and tells of one's own forms that had to
// be left out.
func (r *run) before(c *cobra.Command, _ []string) error {
	if _, ok := c.Annotations[hasJSON]; r.flags.json && !ok {
		return usage("no_json", "command", c.CommandPath())
	}
	if text := r.leftOut(); text != "" && !strings.HasPrefix(c.Name(), "__") && c.Name() != "check" && c.Name() != "doctor" {
		r.say(text)
	}
	return nil
}

// args checks how many arguments a command gets; most < 0 is no limit.
func (r *run) args(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usage("few_args", "use", c.UseLine(), "command", c.CommandPath())
		case most >= 0 && len(args) > most:
			return usage("many_args", "arg", shown(args[most]), "use", c.UseLine(), "command", c.CommandPath())
		}
		return nil
	}
}

// group makes a command that only holds others.
func (r *run) group(name string, subs ...*cobra.Command) *cobra.Command {
	c := r.command(name, func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(c, args[0])
		}
		return c.Help()
	})
	c.AddCommand(subs...)
	return c
}
