using Dispatch.Contracts;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Demo;
using Dispatch.Domain.Requests;
using Shouldly;

namespace Dispatch.Domain.Tests.Demo;

public sealed class DemoHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 30, 0, TimeSpan.Zero);

    private static readonly DemoData Set = DemoData.Parse(
        new(DataFiles.Text("demo/areas.json"), DataFiles.Text("demo/stations.json"), DataFiles.Text("demo/people.json")), DataFiles.Catalogue);

    private static readonly DemoHistory History = new(LivePlan.Parse(DataFiles.Text("demo/live.json"), DataFiles.Catalogue), Set, DataFiles.Catalogue);

    [Fact]
    public void History_OfAStation_SaysFirstThatItIsMadeUpAndEndsBeforeNow()
    {
        foreach (var station in Set.Stations)
        {
            var told = History.Of(station, 6, Now);

            (told[0].Draft.Action, told[0].Draft.Facets.Amount).ShouldBe((RecordActions.DemoSeeded, told.Length - 1L));
            told.Length.ShouldBeInRange(2_000, 8_000);
            told.Select(each => each.CommitId).ShouldBeUnique();
            told.ShouldAllBe(each => each.CommitId.StartsWith("demo/", StringComparison.Ordinal) && each.Draft.Ledger == station.Id && each.Draft.Personal == null);
            var rest = told.Skip(1).Select(each => each.Draft).ToList();
            rest.Zip(rest.Skip(1)).ShouldAllBe(pair => pair.First.At <= pair.Second.At);
            rest[^1].At.ShouldBeLessThan(Now);
            (Now - rest[0].At).TotalDays.ShouldBeInRange(40, 43);
        }
    }

    [Fact]
    public void Stories_AllBeginAndEnd()
    {
        var told = History.Of(Set.Stations[0], 6, Now).Skip(1).Select(each => each.Draft).GroupBy(draft => draft.Subject)
            .Select(story => story.OrderBy(draft => draft.At).ToList()).ToList();

        told.ShouldAllBe(story => story[0].Action == RecordActions.RequestSubmitted);
        told.ShouldAllBe(story => story.Count(draft => Ends(draft.Action)) == 1);
        told.ShouldAllBe(story => story.Count(draft => draft.Action == RecordActions.OfferAccepted && draft.Facets.Amount != null) <= 1);
        told.SelectMany(story => story).ShouldAllBe(draft => draft.Facets.AgeBand == null || AgeBands.All.Contains(draft.Facets.AgeBand));
        told.Count(story => story[0].Facets.AgeBand is "60-69" or "70-79").ShouldBeGreaterThan(told.Count / 3);
        told.SelectMany(story => story).Where(draft => draft.Facets.Responder == "volunteer").ShouldAllBe(
            draft => draft.Facets.Level == "general" && DataFiles.Catalogue.Find(draft.Facets.Service!)!.Kinds.Contains(ResponderKind.Volunteer));
    }

    [Fact]
    public void History_OfNoWeeks_IsNone() => History.Of(Set.Stations[0], 0, Now).ShouldBeEmpty();

    private static bool Ends(string action) =>
        action is RecordActions.RequestConfirmed or RecordActions.RequestNotKept or RecordActions.RequestCancelled or RecordActions.RequestReferred;
}
