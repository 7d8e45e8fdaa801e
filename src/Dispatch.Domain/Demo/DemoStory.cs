using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Records;

namespace Dispatch.Domain.Demo;

/// <summary>One made-up request from its beginning to its end, told in the same entries as a true one.</summary>
internal sealed class DemoStory
{
    private const double DeclineShare = 0.18;
    private const double LapseShare = 0.12;
    private const double UnfilledShare = 0.04;
    private const double CancelShare = 0.05;
    private const double NotKeptShare = 0.03;
    private const double HandBackShare = 0.03;
    private const int MostAsked = 4;

    private readonly List<RecordDraft> _told = [];
    private readonly Dice _dice;
    private readonly StationFacts _station;
    private readonly string _id;
    private readonly Facets _facets;
    private readonly ResponderKind _kind;
    private readonly string[] _people;
    private DateTimeOffset _at;
    private int _draw;
    private int _offers;

    public DemoStory(LivePlan plan, DemoData data, ServiceCatalogue catalogue, LiveStation station, StationFacts facts, long seed, int number)
    {
        _dice = new Dice(seed, $"{facts.Id}/story/{number}");
        _station = facts;
        _id = string.Create(CultureInfo.InvariantCulture, $"demo-{facts.Id}-{number + 1:D5}");
        var (need, draft) = (plan.Need(station, seed, number), plan.Ask(station, facts, seed, number));
        var volunteers = catalogue.Find(need.Service) is { CaseData: false } service && service.Kinds.Contains(ResponderKind.Volunteer);
        _kind = need.Expect == RiskLevel.General && volunteers ? ResponderKind.Volunteer : ResponderKind.Counsellor;
        var own = People(data, facts.Id);
        _people = own.Length > 0 ? own : People(data, facts.BorrowsCounsellorsFrom.FirstOrDefault());
        _facets = new Facets(draft.Area, need.Service, Codes.Of(need.Expect), AgeBand: draft.AgeBand, Channel: Codes.Of(_dice.Happens(90, 0.35) ? Channel.Phone : draft.Channel));
    }

    /// <summary>The entries of the story that begins at a moment.</summary>
    public IReadOnlyList<RecordDraft> Tell(DateTimeOffset at)
    {
        _at = at;
        Add(RecordActions.RequestSubmitted, Actor.Resident, _facets with { With = Codes.Account(_station.Coordinator) });
        Add(RecordActions.RequestMatching, Actor.System, _facets);
        if (_people.Length == 0 || Happens(UnfilledShare))
        {
            Later(4, 40);
            Add(RecordActions.RequestUnfilled, Actor.System, _facets);
            Later(10, 60);
            Add(RecordActions.RequestReferred, Coordinator, _facets);
        }
        else if (Happens(CancelShare))
        {
            Later(2, 30);
            Add(RecordActions.RequestCancelled, Actor.Resident, _facets);
        }
        else
        {
            Serve(at);
        }

        return _told;
    }

    private Actor Coordinator => new(_station.Coordinator, Role.Coordinator, _station.Id);

    private void Serve(DateTimeOffset begin)
    {
        var (who, offer) = Ask();
        Add(RecordActions.OfferAccepted, who, offer with { Amount = (long)(_at - begin).TotalSeconds });
        Add(RecordActions.RequestAssigned, who, _facets);
        if (Happens(HandBackShare))
        {
            Later(5, 20);
            Add(RecordActions.AssignmentHandedBack, who, offer);
            Add(RecordActions.RequestMatching, Actor.System, _facets);
            (who, offer) = Ask();
            Add(RecordActions.OfferAccepted, who, offer);
            Add(RecordActions.RequestAssigned, who, _facets);
        }

        var accepted = _at;
        Later(1, 20);
        Add(RecordActions.AssignmentEnRoute, who, offer);
        Later(5, 35);
        Add(RecordActions.AssignmentOnSite, who, offer);
        Later(20, 120);
        Add(RecordActions.AssignmentCompleted, who, offer with { Amount = (long)(_at - accepted).TotalMinutes });
        Add(RecordActions.RequestCompleted, who, _facets);
        Later(10, 600);
        Add(Happens(NotKeptShare) ? RecordActions.RequestNotKept : RecordActions.RequestConfirmed, Actor.Resident, _facets);
    }

    /// <summary>Asks one after the other until somebody accepts; answers who, and the offer.</summary>
    private (Actor Who, Facets Offer) Ask()
    {
        while (true)
        {
            var who = new Actor(_people[_dice.Whole(_draw++, 0, _people.Length - 1)], Codes.RoleOf(_kind), _station.Id);
            var offer = _facets with
            {
                Responder = Codes.Of(_kind), With = Codes.Responder(who.Account), Item = string.Create(CultureInfo.InvariantCulture, $"{_id}.{++_offers}"),
            };
            Add(RecordActions.OfferMade, Actor.System, offer with { Amount = 1 });
            Add(RecordActions.RequestOffered, Actor.System, _facets);
            var fate = _offers % MostAsked == 0 ? 1 : _dice.Unit(_draw++);
            Later(0.2, fate < DeclineShare + LapseShare ? 2 : 6);
            if (fate >= DeclineShare + LapseShare)
            {
                return (who, offer);
            }

            var declines = fate < DeclineShare;
            Add(declines ? RecordActions.OfferDeclined : RecordActions.OfferLapsed, declines ? who : Actor.System, offer);
        }
    }

    private string[] People(DemoData data, string? stationId) =>
        [.. data.Responders.Where(person => person.StationId == stationId && person.Kind == _kind).Select(person => person.Id)];

    private bool Happens(double share) => _dice.Happens(_draw++, share);

    private void Later(double leastMinutes, double mostMinutes) => _at = _at.AddMinutes(leastMinutes + (_dice.Unit(_draw++) * (mostMinutes - leastMinutes)));

    private void Add(string action, Actor by, Facets facets) =>
        _told.Add(new RecordDraft(_station.Id, _at, by.Account, by == Actor.System ? null : by.Role, action, Codes.Request(_id), facets));
}
