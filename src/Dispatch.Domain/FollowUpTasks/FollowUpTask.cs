using System.Security.Cryptography;
using System.Text;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.FollowUpTasks;

namespace Dispatch.Domain.FollowUpTasks;

/// <summary>A clock that was sent out as a task. Ids and codes only.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Number">The clock.</param>
/// <param name="StationId">The station of the case.</param>
/// <param name="Way">How the person is to be reached.</param>
/// <param name="ByVolunteer">It went to volunteers.</param>
/// <param name="Attempt">Counts from 1.</param>
/// <param name="SentAt">When it was sent out last.</param>
/// <param name="Command">The command that sent it out last, with its account.</param>
/// <param name="State">Where it stands.</param>
public sealed record FollowUpTask(
    string CaseId, int Number, string StationId, ContactWay Way, bool ByVolunteer, int Attempt, DateTimeOffset SentAt, string Command, FollowUpTaskState State)
{
    /// <summary>The request is durable.</summary>
    public bool Submitted { get; init; }

    /// <summary>Somebody has accepted it.</summary>
    public bool HasResponder { get; init; }

    /// <summary>The level above General that the case has heard of from the task.</summary>
    public RiskLevel Raised { get; init; }

    /// <summary>The answer; null: none.</summary>
    public ContactResult? Result { get; init; }

    /// <summary>Whose answer it is.</summary>
    public Actor? By { get; init; }

    /// <summary>Why it came back.</summary>
    public FollowUpTaskEnd? End { get; init; }

    /// <summary>The request of the task no longer stands; until then it is called off again.</summary>
    public bool CalledOff { get; init; }

    /// <summary>Something is left to do.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Open => State is FollowUpTaskState.Out or FollowUpTaskState.Answered || (State == FollowUpTaskState.Back && !CalledOff);

    /// <summary>How it is shown.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public FollowUpTaskView View => new(Number, State, Way, ByVolunteer, SentAt, Attempt, Result, End, HasResponder);
}

/// <summary>Keys of tasks and ids of their requests. Both have the shape of request ids; neither leads back to the case.</summary>
public static class FollowUpTaskKeys
{
    /// <summary>Most times that one clock is sent out; the two last letters of a request's id count them.</summary>
    public const int AttemptsMost = 99;

    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int KeyLength = 18;

    /// <summary>The key of a clock's task.</summary>
    public static string Of(string caseId, int number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"follow-up-task\0{caseId}\0{number}")));
        return "r" + new string([.. hash.Take(KeyLength).Select(each => Letters[each % Letters.Length])]);
    }

    /// <summary>The key of the task whose request this may be.</summary>
    public static string OfRequest(string requestId) => requestId.Length > 2 ? requestId[..^2] : requestId;

    /// <summary>The id of the request of an attempt.</summary>
    public static string Request(string key, int attempt) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{key}{attempt:00}");
}
