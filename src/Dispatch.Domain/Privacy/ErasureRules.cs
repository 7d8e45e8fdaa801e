using Dispatch.Contracts;
using Dispatch.Domain.Requests;
using Request = Dispatch.Domain.Requests.Request;

namespace Dispatch.Domain.Privacy;

/// <summary>Deletes what a request holds of persons (G25, G37). Its id stays, so that the record, the board's counts and a repeated call know it.</summary>
public static class ErasureRules
{
    /// <summary>The timeline's word for it.</summary>
    public const string Erased = "erased";

    /// <summary>Why not yet: somebody still has to act on it. Null: nothing stands in the way.</summary>
    public static Refusal? Obligation(Request request) => request.Closed
        ? null
        : new Refusal(RefusalCode.PrivacyObligation, $"Request '{request.Id}' is {request.State}: it must have ended before its data can be deleted.");

    /// <summary>Danger that was spoken of after its emergency was found to be over: whoever goes needs the place. Null: none was.</summary>
    /// <param name="request">The request.</param>
    /// <param name="dangers">How many its emergency was asked about.</param>
    public static Refusal? NewDanger(Request request, int dangers) => request.Dangers <= dangers
        ? null
        : new Refusal(RefusalCode.PrivacyObligation, $"Danger was spoken of again on request '{request.Id}': its emergency needs its data.");

    /// <summary>Words, places, contacts and names go. Itself when they are gone.</summary>
    public static Decision<Request> Erase(Request request, Actor by, DateTimeOffset now)
    {
        if (Obligation(request) is { } refused)
        {
            return refused;
        }

        if (request.ErasedAt is not null)
        {
            return request;
        }

        return (Bare(request) with { ErasedAt = now }).Told(now, Erased, by.Account);
    }

    /// <summary>What is left of the service class goes as well, all but the id, the station and the end. Itself when it is gone.</summary>
    public static Decision<Request> Reduce(Request request, DateTimeOffset now)
    {
        if (Obligation(request) is { } refused)
        {
            return refused;
        }

        if (request.ReducedAt is not null)
        {
            return request;
        }

        var bare = Bare(request);
        return bare with
        {
            ErasedAt = request.ErasedAt ?? now,
            ReducedAt = now,
            Need = bare.Need with { Skills = [], Area = null },
            LevelReasons = [],
            Offers = [],
            Assignments = [],
            Refused = [],
            Later = [],
            Openings = [],
            Timeline = [],
        };
    }

    private static Request Bare(Request request) => request with
    {
        CloseReason = null,
        Care = [.. request.Care.Select(news => news with { Words = news.Words is null ? null : Erased, Demand = null })],
        Demand = request.Demand is { } asked ? asked with { Populations = [], Conflicts = [] } : null,
        Refused = [],
        Later = [],
        Need = request.Need with
        {
            BodyDigest = "",
            Description = null,
            Address = null,
            Alias = null,
            Contact = null,
            Position = null,
            Exact = false,
            Languages = [],
            Gender = Gender.Any,
            PossibleDuplicates = [],
            AgeBand = null,
        },
        Offers = [.. request.Offers.Select(each => each with { Name = "", Reason = null, Why = [], DistanceMetres = null, TravelMinutes = null })],
        Assignments = [.. request.Assignments.Select(each => each with { Name = "", TravelMinutes = null })],
        Timeline = [.. request.Timeline.Select(each => each with { Note = null })],
        Openings = [.. request.Openings.Select(each => each with { Reason = "" })],
    };
}
