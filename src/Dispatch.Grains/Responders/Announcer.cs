using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Matching;
using Dispatch.Domain.Responders;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Responders;

/// <summary>Tells zones and board of a responder's newest card, beside its other turns, and repeats until told.</summary>
/// <remarks>It reads what is true and commits nothing, so that it may interleave: a zone that does not answer never delays a person's answer.</remarks>
internal sealed partial class Announcer
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly IGrainFactory _grains;
    private readonly Func<Responder?> _current;
    private readonly ILogger _log;
    private readonly IGrainTimer _timer;
    private long _told = -1;
    private bool _telling;

    public Announcer(Grain owner, IGrainFactory grains, Func<Responder?> current, ILogger log)
    {
        (_grains, _current, _log) = (grains, current, log);
        _timer = owner.RegisterGrainTimer(
            TellAllAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
    }

    /// <summary>Everybody knows the newest card.</summary>
    public bool IsDone => !_telling && _current() is { } known && _told >= known.Version;

    /// <summary>Tells in the next turn, unless there is nothing new.</summary>
    public void Tell()
    {
        if (_current() is not null && !IsDone && !_telling)
        {
            _timer.Change(TimeSpan.Zero, Retry);
        }
    }

    /// <summary>Tells everything again: somebody holds an old card.</summary>
    public void TellAgain()
    {
        _told = -1;
        Tell();
    }

    private async Task TellAllAsync()
    {
        if (_telling)
        {
            return;
        }

        _telling = true;
        try
        {
            while (_current() is { } known && _told < known.Version)
            {
                // Noted first, so that a wish to tell again that comes meanwhile is not lost.
                _told = known.Version;
                await TellAsync(known);
            }

            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        catch (Exception fault)
        {
            _told = -1;
            LogUntold(_log, _current()!.Profile.Id, fault);
        }
        finally
        {
            _telling = false;
        }
    }

    private Task TellAsync(Responder known)
    {
        var card = known.Card();
        var now = DutyRules.ZonesNow(known);
        var told = known.Zones.Select(key => now.Contains(key)
            ? _grains.GetGrain<IZoneGrain>(key).PlaceAsync(card)
            : _grains.GetGrain<IZoneGrain>(key).RemoveAsync(card.Profile.Id, card.Version));
        return Task.WhenAll(told.Append(_grains.GetGrain<IBoardGrain>(known.Profile.StationId).ApplyResponderAsync(card)));
    }

    [LoggerMessage(LogLevel.Information, "Responder {ResponderId} could not tell every index; it tries again.")]
    private static partial void LogUntold(ILogger log, string responderId, Exception fault);
}
