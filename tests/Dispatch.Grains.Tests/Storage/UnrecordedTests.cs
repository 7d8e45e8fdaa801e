using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Records;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Tests.Storage;

/// <summary>What a row keeps for the ledgers when it is full.</summary>
public class UnrecordedTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RecordActions.RequestErased)]
    [InlineData(RecordActions.ResponderErased)]
    [InlineData(RecordActions.AccountErased)]
    public void Erasure_OfAFullRow_IsKeptSoThatTheSaltGoes(string action)
    {
        var full = Full().Add([Draft("zhuoda", "request/r", "request.wave-changed")]);

        var erased = full.Add([Draft("zhuoda", "request/r", action)]);

        Assert.Equal(action, erased.Drafts[^1].Draft.Action);
        Assert.Equal(full.Drafts.ToArray(), erased.Drafts[..^1].ToArray());
        var after = erased.Add([Draft("zhuoda", "request/r", "request.cancelled")]);
        Assert.Single(after.Drafts, each => each.Draft.Action == action);
        Assert.Equal(2, Assert.Single(after.Drafts, each => each.Draft.Action == RecordActions.RecordGap).Draft.Facets.Amount);
    }

    [Fact]
    public void Gaps_OfAFullRow_StandWithTheLedgerAndTheSubjectThatMissEntries()
    {
        var row = Full().Add(
        [
            Draft("zhuoda", "account/a", "account.locked"),
            Draft("zhuoda", "account/a", "account.locked"),
            Draft("fucheng", "account/a", "account.locked"),
            Draft("zhuoda", "account/b", "account.locked"),
            Draft("zhuoda", "account/a", "account.locked"),
        ]);

        var gaps = row.Drafts.Select(each => each.Draft).Where(draft => draft.Action == RecordActions.RecordGap);
        Assert.Equal(
            [("fucheng", "account/a", 1L), ("zhuoda", "account/b", 1L), ("zhuoda", "account/a", 3L)],
            gaps.Select(gap => (gap.Ledger, gap.Subject, gap.Facets.Amount!.Value)));
        Assert.Equal(row.Drafts.Length, row.Drafts.Select(each => each.Number).Distinct().Count());
        Assert.Equal(row.Drafts.Select(each => each.Number).Order(), row.Drafts.Select(each => each.Number));
    }

    private static Unrecorded Full() =>
        Unrecorded.None.Add([.. Enumerable.Repeat(Draft("zhuoda", "request/r", "request.matching"), RecordLimits.Carried - 1)]);

    private static RecordDraft Draft(string ledger, string subject, string action) => new(ledger, Noon, "system", null, action, subject, Facets.None);
}
