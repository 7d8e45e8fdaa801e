using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Dispatch.Domain.FollowUps;

/// <summary>The words of a feed, in the language of whoever subscribed.</summary>
/// <param name="Name">Name of the calendar.</param>
/// <param name="Contact">What an entry is called, such as "Follow-up".</param>
/// <param name="Detail">What to do: to open the product, where the person is named.</param>
public sealed record CalendarWords(string Name, string Contact, string Detail);

/// <summary>
/// The contacts that a person still has to make, as an iCalendar feed (RFC 5545) for the calendar of a phone. It lies on machines of strangers and on
/// locked screens: it names no person, place or level, only a short reference that the product resolves after signing in.
/// </summary>
public static class CalendarFeed
{
    /// <summary>Letters of the case id in an entry's title.</summary>
    public const int ReferenceLetters = 6;

    /// <summary>Entries of one feed; the soonest go first.</summary>
    public const int Most = 500;

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(30);

    /// <summary>The feed of one account: what it owns or stands in for. The same clocks give the same text, octet for octet.</summary>
    /// <param name="schedules">Schedules in which the account may have a part.</param>
    /// <param name="account">Whose feed it is.</param>
    /// <param name="host">Name of the installation, which makes the UIDs unique in the world.</param>
    /// <param name="words">Texts.</param>
    public static string Text(IEnumerable<FollowUpSchedule> schedules, string account, string host, CalendarWords words)
    {
        var entries = schedules
            .SelectMany(schedule => schedule.Clocks.Where(clock => clock.Left && (clock.Owner == account || clock.Deputy == account))
                .Select(clock => (schedule.CaseId, Clock: clock)))
            .OrderBy(entry => entry.Clock.DueAt)
            .ThenBy(entry => entry.CaseId, StringComparer.Ordinal)
            .ThenBy(entry => entry.Clock.Number)
            .Take(Most)
            .ToImmutableArray();
        var text = new StringBuilder(400 * (entries.Length + 1))
            .Line("BEGIN", "VCALENDAR")
            .Line("VERSION", "2.0")
            .Line("PRODID", "-//CommunityCare Dispatch//Follow-ups 1//EN")
            .Line("CALSCALE", "GREGORIAN")
            .Line("METHOD", "PUBLISH")
            .Line("X-WR-CALNAME", CalendarText.Escape(words.Name));
        foreach (var (caseId, clock) in entries)
        {
            Add(text, caseId, clock, host, words);
        }

        return text.Line("END", "VCALENDAR").ToString();
    }

    // A clock never moves, so its number is all that the UID needs; one that takes its place is an entry of its own.
    private static void Add(StringBuilder text, string caseId, FollowUp clock, string host, CalendarWords words) => text
        .Line("BEGIN", "VEVENT")
        .Line("UID", string.Create(CultureInfo.InvariantCulture, $"follow-up-{Plain(caseId)}-{clock.Number}@{Plain(host)}"))
        .Line("DTSTAMP", CalendarText.Moment(clock.From))
        .Line("DTSTART", CalendarText.Moment(clock.DueAt))
        .Line("DTEND", CalendarText.Moment(clock.DueAt + Length))
        .Line("SUMMARY", CalendarText.Escape($"{words.Contact} {Reference(caseId)}"))
        .Line("DESCRIPTION", CalendarText.Escape(words.Detail))
        .Line("CLASS", "PRIVATE")
        .Line("TRANSP", "TRANSPARENT")
        .Line("END", "VEVENT");

    private static string Reference(string caseId) => Plain(caseId) is var plain && plain.Length > ReferenceLetters ? plain[..ReferenceLetters] : plain;

    private static string Plain(string id) => string.Concat(id.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.'));
}
