using Dispatch.Contracts;

namespace Dispatch.Domain.Chats;

/// <summary>Bounds of a chat and the times after which contact counts as lost; all ours (docs/care-chat.md).</summary>
public static class ChatLimits
{
    /// <summary>Longest message, in UTF-16 units.</summary>
    public const int TextMost = 2_000;

    /// <summary>Messages that one side may write within <see cref="RateSpan"/>.</summary>
    public const int RateMost = 30;

    /// <summary>Messages of one conversation.</summary>
    public const int SessionMost = 400;

    /// <summary>Lines of one chat, and beside them events: all conversations together.</summary>
    public const int LinesMost = 2_000;

    /// <summary>UTF-16 units of all messages of one chat: its row is written whole with each of them.</summary>
    public const int LettersMost = 200_000;

    /// <summary>Lines that are answered at once.</summary>
    public const int Page = 200;

    /// <summary>Alarms that one chat keeps; beyond, those go that were taken up longest ago.</summary>
    public const int AlarmsMost = 200;

    public static readonly TimeSpan RateSpan = TimeSpan.FromMinutes(1);

    /// <summary>Typing is told on no more often than this.</summary>
    public static readonly TimeSpan TypingPace = TimeSpan.FromSeconds(2);

    /// <summary>A conversation in which nobody wrote for so long has ended.</summary>
    public static readonly TimeSpan Lapse = TimeSpan.FromHours(12);

    /// <summary>
    /// For so long after its last line a conversation is shown under the case code: a code that somebody found shows what is being said, not what was.
    /// </summary>
    public static readonly TimeSpan Shown = TimeSpan.FromHours(24);

    /// <summary>How long a side that owes the next word may be silent; null: no alarm at this level.</summary>
    public static TimeSpan? Silence(RiskLevel level, bool resident) => level switch
    {
        RiskLevel.HighRisk => TimeSpan.FromMinutes(resident ? 5 : 2),
        RiskLevel.Serious => TimeSpan.FromMinutes(resident ? 15 : 5),
        _ => null,
    };

    /// <summary>How long a side's connection may be gone; null: no alarm at this level.</summary>
    public static TimeSpan? Absence(RiskLevel level) => level switch
    {
        RiskLevel.HighRisk => TimeSpan.FromMinutes(1),
        RiskLevel.Serious => TimeSpan.FromMinutes(3),
        _ => null,
    };
}
