using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Records;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Tests.Requests;
using Dispatch.Simulation.Checkers;
using Shouldly;

namespace Dispatch.Domain.Tests.Records;

/// <summary>Whatever a commit changes, by whatever rule: its entries say all of it, and nothing twice.</summary>
public class RequestEntriesPropertyTests
{
    // A request is submitted once.
    private static readonly RequestState[] States = [.. Enum.GetValues<RequestState>().Where(state => state != RequestState.Submitted)];

    [Fact]
    public void Record_OfAnyChangesAtAll_TellsTheRequestAsItIs()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var fold = new RecordFold();
            Request? before = null;
            for (var commit = 0; commit < 8; commit++)
            {
                var after = Change(before ?? new Scene().Request, random);
                var entries = RequestEntries.Of(before, after, Scene.Coordinator, Scene.Noon);
                foreach (var entry in entries)
                {
                    fold.Take(entry.Action, entry.Facets);
                }

                fold.Differs(after).ShouldBeNull($"seed {seed}, commit {commit}");
                entries.Length.ShouldBe(Transitions(before, after), $"seed {seed}, commit {commit}");
                before = after;
            }
        }
    }

    /// <summary>Counted without the product's own eyes.</summary>
    private static int Transitions(Request? before, Request after)
    {
        var offers = before?.Offers.ToDictionary(o => o.Id) ?? [];
        var tasks = before?.Assignments.ToDictionary(a => a.OfferId) ?? [];
        return (before is null ? 1 : 0)
            + (before is not null && before.Level != after.Level ? 1 : 0)
            + (before is not null && before.Owner != after.Owner ? 1 : 0)
            + (after.State != (before?.State ?? RequestState.Submitted) ? 1 : 0)
            + (after.Wave > Math.Max(1, before?.Wave ?? 0) ? 1 : 0)
            + after.Offers.Count(o => !offers.ContainsKey(o.Id))
            + after.Offers.Count(o => o.State != (offers.GetValueOrDefault(o.Id)?.State ?? OfferState.Pending))
            + offers.Values.Count(o => o.State == OfferState.Pending && after.Offers.All(left => left.Id != o.Id))
            + after.Assignments.Count(a => a.State != (tasks.GetValueOrDefault(a.OfferId)?.State ?? AssignmentState.Accepted));
    }

    private static Request Change(Request request, Random random)
    {
        var offers = request.Offers.ToBuilder();
        var tasks = request.Assignments.ToBuilder();
        for (var place = 0; place < offers.Count; place++)
        {
            if (offers[place].State == OfferState.Pending && random.Next(3) == 0)
            {
                offers[place] = offers[place] with { State = (OfferState)random.Next(1, 5) };
                Begin(offers[place], tasks);
            }
        }

        for (var more = random.Next(3); more > 0; more--)
        {
            var offer = Offer(request, request.NextOffer + more, random);
            offers.Add(offer);
            Begin(offer, tasks);
        }

        for (var place = 0; place < tasks.Count; place++)
        {
            tasks[place] = random.Next(3) == 0 ? tasks[place] with { State = (AssignmentState)random.Next(1, 7) } : tasks[place];
        }

        return request with
        {
            State = random.Next(2) == 0 ? States[random.Next(States.Length)] : request.State,
            Level = (RiskLevel)random.Next((int)request.Level, 3),
            Owner = random.Next(4) == 0 ? "owner-" + random.Next(3) : request.Owner,
            Wave = random.Next(6),
            Attempt = request.Attempt + random.Next(2),
            Offers = [.. offers.Where(offer => offer.State == OfferState.Accepted || random.Next(8) > 0)],
            NextOffer = request.NextOffer + 3,
            Assignments = tasks.ToImmutable(),
        };
    }

    private static void Begin(Offer offer, ImmutableArray<Assignment>.Builder tasks)
    {
        if (offer.State == OfferState.Accepted)
        {
            tasks.Add(new Assignment(offer.Id, offer.ResponderId, offer.Kind, offer.Name, AssignmentState.Accepted, false, 1, Scene.Noon, null, null));
        }
    }

    private static Offer Offer(Request request, int number, Random random) => new(
        $"{request.Id}.{number}", number, "v" + number, (ResponderKind)random.Next(2), "zhuoda", "Name", (OfferState)random.Next(3), 1, Scene.Noon, Scene.Noon,
        false, null, null, null, null, random.Next(2) == 0, false, null, null, []);
}
