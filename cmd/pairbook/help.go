package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pairbook/tui/cell"
)

// help prints the help of a command. It is written out here, not in a template,
// so that every word comes from the catalogue and none from a library.
func (r *run) help(c *cobra.Command) {
	r.print(c.Long)
	r.print("")
	r.print(r.words.T("cli.usage"))
	r.print("  " + c.UseLine())
	if subs := r.subcommands(c); len(subs) > 0 {
		r.print("")
		r.print(r.words.T("cli.commands"))
		width := 0
		for _, s := range subs {
			width = max(width, len(s.Name()))
		}
		for _, s := range subs {
			r.print("  " + cell.Pad(s.Name(), width) + "  " + s.Short)
		}
	}
	r.flagHelp("cli.options", c.NonInheritedFlags())
	r.flagHelp("cli.global_options", c.InheritedFlags())
	if !c.HasParent() {
		r.print("")
		r.out.WriteString(r.words.T("cli.exit_codes"))
	}
}

// subcommands returns what can be called below a command, in the order of use.
func (r *run) subcommands(c *cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	if c.HasParent() {
		for _, s := range c.Commands() {
			if s.IsAvailableCommand() {
				out = append(out, s)
			}
		}
		return out
	}
	return r.commands()
}

func (r *run) flagHelp(title string, flags *pflag.FlagSet) {
	if text := flags.FlagUsages(); text != "" {
		r.print("")
		r.print(r.words.T(title))
		r.out.WriteString(text)
	}
}

// helpCommand answers "pairbook help set".
func (r *run) helpCommand() *cobra.Command {
	c := r.command("help", func(c *cobra.Command, args []string) error {
		target, rest, err := c.Root().Find(args)
		if err != nil || len(rest) > 0 {
			return unknownCommand(c.Root(), args[0])
		}
		r.help(target)
		return nil
	})
	c.Hidden = true
	return c
}

// flagError words what is wrong with a flag.
func (r *run) flagError(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var bad *pflag.InvalidValueError
	command := c.CommandPath()
	switch {
	case errors.Is(err, pflag.ErrHelp):
		return err
	case errors.As(err, &unknown):
		return usage("unknown_flag", "flag", unknownFlag(unknown), "command", command)
	case errors.As(err, &bare):
		return usage("bare_flag", "flag", "--"+bare.GetFlag().Name, "command", command)
	case errors.As(err, &bad):
		return usage("bad_flag", "flag", "--"+bad.GetFlag().Name, "value", shown(bad.GetValue()), "command", command)
	}
	return usage("flag", "cause", shown(err.Error()), "command", command)
}

func unknownFlag(e *pflag.NotExistError) string {
	if short := e.GetSpecifiedShortnames(); short != "" {
		return shown("-" + short)
	}
	return shown("--" + strings.TrimLeft(e.GetSpecifiedName(), "-"))
}
