namespace Dispatch.Runtime.Tests.Storage;

/// <summary>The state that the suites keep.</summary>
public sealed record Note(string Text = "", int Count = 0)
{
    public Note()
        : this("", 0)
    {
    }
}
