using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Runtime.Clustering.Members;
using Shouldly;

namespace Dispatch.Runtime.Tests.Processes;

/// <summary>Who may end whom: tables of cases over plain records.</summary>
public sealed class MemberRulesTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);
    private static readonly MemberRules Rules = new(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10));

    /// <param name="silos">a active, l leaving, j joining, d dead, s active with a stale heartbeat; the first suspects the last.</param>
    /// <param name="votes">Indices of those that voted a second ago.</param>
    [Theory]
    [InlineData("aa", "", "Declare")]
    [InlineData("aaa", "", "Vote")]
    [InlineData("aaa", "1", "Declare")]
    [InlineData("aaa", "0", "Nothing")]
    [InlineData("aaa", "2", "Vote")]
    [InlineData("asa", "", "Declare")]
    [InlineData("aja", "", "Declare")]
    [InlineData("ada", "", "Declare")]
    [InlineData("ala", "", "Vote")]
    [InlineData("aal", "1", "Declare")]
    [InlineData("aad", "1", "Nothing")]
    [InlineData("aaj", "1", "Nothing")]
    [InlineData("daa", "1", "Stop")]
    [InlineData("jaa", "1", "Stop")]
    [InlineData("aaaa", "1", "Declare")]
    [InlineData("aaaaa", "1", "Vote")]
    [InlineData("aaaaa", "12", "Declare")]
    [InlineData("aaaaaaaaaa", "1", "Vote")]
    [InlineData("aaaaaaaaaa", "123", "Vote")]
    [InlineData("aaaaaaaaaa", "1234", "Declare")]
    [InlineData("assssssssa", "", "Declare")]
    public void Suspect_ByTable_GivesTheVerdict(string silos, string votes, string expected) =>
        Judge(silos, votes, age: 1, trustStaleness: true).Verdict.ToString().ShouldBe(expected);

    [Fact]
    public void Suspect_VoteIsOld_DoesNotCount() => Judge("aaa", "1", age: 11, trustStaleness: true).Verdict.ShouldBe(Verdict.Vote);

    [Fact]
    public void Suspect_DatabaseWasAwayAMomentAgo_NobodyCountsAsStale() => Judge("asa", "", age: 1, trustStaleness: false).Verdict.ShouldBe(Verdict.Vote);

    [Fact]
    public void Suspect_Itself_Nothing() => Rules.Suspect(Table("aa"), Silo(0), Silo(0), true).Verdict.ShouldBe(Verdict.Nothing);

    [Fact]
    public void Declare_Row_IsDeadAndNamesTheVoters()
    {
        var row = Judge("aaa", "1", age: 1, trustStaleness: true).Row!;
        (row.Status, row.Silo).ShouldBe((SiloStatus.Dead, Silo(2)));
        row.Suspicions.Select(vote => vote.By).ShouldBe([Silo(1), Silo(0)]);
    }

    [Theory]
    [InlineData(2), InlineData(3), InlineData(5), InlineData(8), InlineData(10)]
    public void Partition_InTwo_OnlyOneSideCanEndTheOther(int silos)
    {
        for (var cut = 1; cut < silos; cut++)
        {
            var (left, right) = (Enumerable.Range(0, cut).ToList(), Enumerable.Range(cut, silos - cut).ToList());
            if (left.Count != right.Count)
            {
                var minority = left.Count < right.Count ? left : right;
                var others = left.Count < right.Count ? right : left;
                CanEnd(silos, minority, others[0]).ShouldBe(minority.Count >= ((silos - 1) / 2) + 1, $"{minority.Count} of {silos}");
                CanEnd(silos, others, minority[0]).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void EarlierLives_SameEndpoint_AreBuried()
    {
        var (old, now) = (SiloAddress.New(Silo(0).Endpoint, 1), SiloAddress.New(Silo(0).Endpoint, 2));
        var table = new MemberTable(3, Now, [new(old, SiloStatus.Active, Now), new(Silo(1), SiloStatus.Active, Now)]);
        MemberRules.EarlierLives(table, now).Single().ShouldBe(table.Rows[0] with { Status = SiloStatus.Dead });
    }

    [Fact]
    public void View_OfATable_HasActiveAndLeavingSilosInOrder()
    {
        var view = Table("aljda").ToView();
        view.Silos.ShouldBe([Silo(0), Silo(4)]);
        view.Leaving.ShouldBe([Silo(1)]);
        view.Version.ShouldBe(7);
    }

    [Fact]
    public void Votes_WrittenAndRead_AreTheSame()
    {
        ImmutableArray<Suspicion> votes = [new(Silo(1), Now), new(Silo(2), Now.AddMilliseconds(1))];
        SuspectTimes.Read(SuspectTimes.Write(votes)).ShouldBe(votes);
        SuspectTimes.Read(null).ShouldBeEmpty();
        SuspectTimes.Write(votes)!.ShouldStartWith("10.0.0.1:11111@1,2026-03-01 08:00:00.000 GMT|");
    }

    private static bool CanEnd(int silos, List<int> side, int suspect) =>
        Judge(new string('a', silos), side[0], suspect, side.Skip(1), 1, true).Verdict == Verdict.Declare;

    private static (Verdict Verdict, MemberRow? Row) Judge(string silos, string votes, double age, bool trustStaleness) =>
        Judge(silos, 0, silos.Length - 1, votes.Select(vote => int.Parse(vote.ToString(), CultureInfo.InvariantCulture)), age, trustStaleness);

    private static (Verdict Verdict, MemberRow? Row) Judge(string silos, int me, int suspect, IEnumerable<int> votes, double age, bool trustStaleness)
    {
        var table = Table(silos);
        var row = table.Rows[suspect] with { Suspicions = [.. votes.Select(vote => new Suspicion(Silo(vote), Now.AddSeconds(-age)))] };
        return Rules.Suspect(table with { Rows = table.Rows.SetItem(suspect, row) }, Silo(me), Silo(suspect), trustStaleness);
    }

    private static MemberTable Table(string silos) => new(7, Now,
    [
        .. silos.Select((kind, index) => new MemberRow(Silo(index), kind switch
        {
            'l' => SiloStatus.ShuttingDown,
            'j' => SiloStatus.Joining,
            'd' => SiloStatus.Dead,
            _ => SiloStatus.Active,
        }, Now.AddSeconds(kind == 's' ? -5 : -1))),
    ]);

    private static SiloAddress Silo(int index) => SiloAddress.New(System.Net.IPAddress.Parse($"10.0.0.{index}"), 11111, 1);
}
