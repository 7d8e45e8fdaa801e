using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Simulation.Chance;
using Dispatch.Simulation.Staging;

namespace Dispatch.Simulation.Explore;

/// <summary>Coordinators and responders at their controls: widen, dispatch by hand, raise, refer, own; duty on and off; profiles changed.</summary>
internal sealed class Staff(World world, int seed, Stage stage)
{
    public void Plan(IReadOnlyList<string> requests, TimeSpan within)
    {
        var luck = new Luck(seed, "staff");
        foreach (var person in world.People)
        {
            if (luck.Happens(0.6))
            {
                stage.After(luck.Span(0, 10), () => SetDutyAsync(person, true, luck));
            }

            for (var change = luck.Whole(0, 3); change > 0; change--)
            {
                var on = luck.Happens(0.6);
                stage.After(luck.Span(10, within.TotalSeconds), () => SetDutyAsync(person, on, luck));
            }

            if (luck.Happens(0.1))
            {
                // A certificate runs out or a capacity changes while offers are under way.
                var changed = person with { Capacity = luck.Whole(1, 3), Skills = [.. person.Skills.Skip(1)] };
                stage.After(luck.Span(10, within.TotalSeconds), () => stage.InsistAsync(() => Responder(person).EnrolAsync(changed)));
            }
        }

        foreach (var id in requests)
        {
            for (var act = luck.Whole(0, 2); act > 0; act--)
            {
                var kind = luck.Unit();
                stage.After(luck.Span(5, within.TotalSeconds), () => ActAsync(id, kind, luck));
            }
        }
    }

    private Task<Reply?> ActAsync(string id, double kind, Luck luck)
    {
        var actor = new Actor("coordinator.station-1", Role.Admin, null);
        var grain = stage.Grains.GetGrain<IRequestGrain>(id);
        var person = luck.Of(world.People).Id;
        return stage.InsistAsync(() => kind switch
        {
            < 0.2 => grain.WidenAsync(new WidenRequest(actor, null)),
            < 0.5 => grain.DispatchAsync(new DispatchByHand(actor, person, "Known to the resident.")),
            < 0.65 => grain.RaiseAsync(new RaiseLevel(actor, RiskLevel.HighRisk, "Danger was seen.")),
            < 0.75 => grain.RaiseAsync(new RaiseLevel(actor, RiskLevel.Serious, "It is worse than it sounded.")),
            < 0.85 => grain.OwnAsync(new OwnRequest(actor, null)),
            < 0.92 => grain.ReferAsync(new ReferRequest(actor, "hospital", "A doctor is needed.")),
            _ => grain.CancelAsync(new CancelRequest(actor, "Raised by mistake.")),
        });
    }

    private Task<Reply?> SetDutyAsync(ResponderProfile person, bool on, Luck luck)
    {
        var moved = on && luck.Happens(0.5) ? World.Near(person.Home, 15_000, luck) : (GeoPoint?)null;
        return stage.InsistAsync(() => Responder(person).SetDutyAsync(new SetDuty(on, moved, null)));
    }

    private IResponderGrain Responder(ResponderProfile person) => person.Kind == ResponderKind.Volunteer
        ? stage.Grains.GetGrain<IVolunteerGrain>(person.Id)
        : stage.Grains.GetGrain<ICounsellorGrain>(person.Id);
}
