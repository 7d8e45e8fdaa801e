using System.Collections.Concurrent;
using Dispatch.Contracts.Requests;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Chaos.People;

/// <summary>A request that was acknowledged: planned for then, asked for in so many tries.</summary>
internal sealed record Acknowledgement(string Id, DateTimeOffset Planned, DateTimeOffset At, int Tries);

/// <summary>What the clients were told, and when: nothing that stands here may be lost.</summary>
internal sealed class Histories
{
    private readonly ConcurrentQueue<Happening> _told = new();
    private readonly ConcurrentQueue<Acknowledgement> _requests = new();
    private readonly ConcurrentQueue<DateTimeOffset> _accepts = new();
    private readonly ConcurrentDictionary<string, bool> _completed = new();
    private int _answers;
    private int _unheard;

    /// <summary>Everything told, in no strict order.</summary>
    public IReadOnlyCollection<Happening> Told => _told;

    public IReadOnlyCollection<Acknowledgement> Requests => _requests;

    /// <summary>When each acceptance was acknowledged to a phone: a dispatch is then complete.</summary>
    public IReadOnlyCollection<DateTimeOffset> Accepts => _accepts;

    /// <summary>Answers that a phone was told the result of.</summary>
    public int Answers => _answers;

    /// <summary>Requests whose residents gave up, or met an answer that no retry covers.</summary>
    public int Unheard => _unheard;

    /// <summary>Slips of the driver itself.</summary>
    public ConcurrentQueue<Exception> DriverFaults { get; } = new();

    /// <summary>Called with the request whose responder said that the task is done.</summary>
    public Action<string> Completed { get; set; } = _ => { };

    public void Acknowledged(string id, DateTimeOffset planned, Outcome outcome)
    {
        var now = DateTimeOffset.UtcNow;
        _requests.Enqueue(new Acknowledgement(id, planned, now, outcome.Tries));
        _told.Enqueue(new SubmitAcknowledged(now, id));
    }

    public void GaveUp() => Interlocked.Increment(ref _unheard);

    /// <summary>What became of an answer, as its phone was told; null when nobody told.</summary>
    public OfferState? Answered(string responder, string request, string offer, Answer answer, Outcome outcome)
    {
        OfferState? became = outcome.IsDone ? Enum.Parse<OfferState>(outcome.Body.GetProperty("state").GetString()!) : outcome.Code switch
        {
            "offer.lapsed" => OfferState.Lapsed,
            "offer.taken" or "offer.withdrawn" => OfferState.Withdrawn,
            _ => null,
        };
        if (became is { } state)
        {
            var now = DateTimeOffset.UtcNow;
            Interlocked.Increment(ref _answers);
            _told.Enqueue(new AnswerAcknowledged(now, responder, request, offer, answer, state));
            if (state == OfferState.Accepted)
            {
                _accepts.Enqueue(now);
            }
        }

        return became;
    }

    public void Stepped(string responder, string request, string offer, ProgressStep step)
    {
        _told.Enqueue(new StepAcknowledged(DateTimeOffset.UtcNow, responder, request, offer, step));
        if (step == ProgressStep.Completed)
        {
            _completed[request] = true;
            Completed(request);
        }
    }

    public bool IsCompleted(string request) => _completed.ContainsKey(request);

    public void CalledOff(string request, Outcome outcome)
    {
        if (outcome.IsDone)
        {
            _told.Enqueue(new CallOffAcknowledged(DateTimeOffset.UtcNow, request));
        }
    }

    public void DriverFault(Exception fault) => DriverFaults.Enqueue(fault);
}

/// <summary>A responder was told that a step of the task is noted.</summary>
internal sealed record StepAcknowledged(DateTimeOffset At, string ResponderId, string RequestId, string OfferId, ProgressStep Step) : Happening(At);

/// <summary>A resident was told that the request is called off.</summary>
internal sealed record CallOffAcknowledged(DateTimeOffset At, string RequestId) : Happening(At);
