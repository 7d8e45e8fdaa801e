using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Curves;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Curves;

/// <summary>Events on the curves, marked by the station's head.</summary>
public static class CurveMarks
{
    /// <summary>Longest words of an event.</summary>
    public const int WordsMost = 200;

    /// <summary>Events of a station.</summary>
    public const int Most = 500;

    /// <summary>Commands that are remembered.</summary>
    public const int CommandsMost = 64;

    private static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>Marks an event; the same command told again changes nothing.</summary>
    /// <param name="book">The book.</param>
    /// <param name="commandId">The sender's id of the command.</param>
    /// <param name="command">The event.</param>
    /// <param name="today">The station's.</param>
    public static Decision<CurveBook> Mark(CurveBook book, string commandId, MarkCurve command, DateOnly today)
    {
        var key = $"{command.By.Account}/{commandId}";
        if (book.Commands.Contains(key))
        {
            return book;
        }

        if (!Enum.IsDefined(command.Kind))
        {
            return new Refusal(RefusalCode.InputInvalid, "An event has one of the kinds.", "kind");
        }

        if (command.Day < Earliest || command.Day > today.AddDays(366))
        {
            return new Refusal(RefusalCode.InputInvalid, "An event lies between the year 2000 and a year ahead.", "day");
        }

        if (TextRules.Check("words", command.Words, WordsMost) is { } refused)
        {
            return refused;
        }

        if (book.Events.Length >= Most)
        {
            return new Refusal(RefusalCode.InputTooLarge, $"{Most} events are marked, which is the most: take one back first.");
        }

        var number = book.Marked + 1;
        var commands = book.Commands.Length >= CommandsMost ? book.Commands.RemoveAt(0) : book.Commands;
        return book with { Events = book.Events.Add(new CurveEvent(command.Day, command.Kind, command.Words.Trim(), number)), Marked = number, Commands = commands.Add(key) };
    }

    /// <summary>Takes an event back; one that is not there: nothing.</summary>
    public static CurveBook Unmark(CurveBook book, int number) =>
        book.Events.FirstOrDefault(each => each.Number == number) is { } marked ? book with { Events = book.Events.Remove(marked) } : book;
}
