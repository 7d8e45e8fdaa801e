using System.Collections.Immutable;

namespace Dispatch.Runtime.Clustering.Members;

/// <summary>What a silo that suspects another is to do.</summary>
internal enum Verdict
{
    /// <summary>Nothing: the suspect is not alive, or this silo's vote already stands.</summary>
    Nothing,

    /// <summary>Write the row with this silo's vote.</summary>
    Vote,

    /// <summary>Write the row as dead: the votes suffice.</summary>
    Declare,

    /// <summary>Stop: this silo is itself dead to the others and has no say.</summary>
    Stop,
}

/// <summary>The decisions of membership, as functions of the table alone.</summary>
/// <param name="StaleAfter">A silo without a heartbeat for this long has no say, so that a last survivor can go on.</param>
/// <param name="VotesLast">How long a vote counts.</param>
internal sealed record MemberRules(TimeSpan StaleAfter, TimeSpan VotesLast)
{
    /// <summary>
    /// A majority of those who may vote declares a silo dead, so a minority that is cut off cannot. The suspect has no vote, and neither
    /// has a silo whose heartbeat is stale; <paramref name="trustStaleness"/> is false shortly after the database was away, when all look stale.
    /// </summary>
    public (Verdict Verdict, MemberRow? Row) Suspect(MemberTable table, SiloAddress me, SiloAddress suspect, bool trustStaleness)
    {
        if (table.Find(me) is not { IsAlive: true })
        {
            return (Verdict.Stop, null);
        }

        if (suspect.Equals(me) || table.Find(suspect) is not { IsAlive: true } row)
        {
            return (Verdict.Nothing, null);
        }

        var voters = Voters(table, me, suspect, trustStaleness);
        var fresh = row.Suspicions.Where(vote => table.Now - vote.At < VotesLast && voters.Contains(vote.By)).ToImmutableArray();
        var repeats = fresh.Any(vote => vote.By.Equals(me));
        var votes = repeats ? fresh : fresh.Add(new(me, table.Now));
        if (votes.Length >= (voters.Count / 2) + 1)
        {
            return (Verdict.Declare, row with { Status = SiloStatus.Dead, Suspicions = votes });
        }

        return repeats ? (Verdict.Nothing, null) : (Verdict.Vote, row with { Suspicions = votes });
    }

    /// <summary>Rows that a silo which has this endpoint now knows to be dead: earlier lives of the same endpoint.</summary>
    public static IEnumerable<MemberRow> EarlierLives(MemberTable table, SiloAddress me) => table.Rows
        .Where(row => row.Status != SiloStatus.Dead && row.Silo.Endpoint.Equals(me.Endpoint) && !row.Silo.Equals(me))
        .Select(row => row with { Status = SiloStatus.Dead });

    private HashSet<SiloAddress> Voters(MemberTable table, SiloAddress me, SiloAddress suspect, bool trustStaleness) => table.Rows
        .Where(row => row.IsAlive && !row.Silo.Equals(suspect))
        .Where(row => row.Silo.Equals(me) || !trustStaleness || table.Now - row.AliveAt < StaleAfter)
        .Select(row => row.Silo)
        .ToHashSet();
}
