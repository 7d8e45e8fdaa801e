namespace Dispatch.Silo;

internal static class Program
{
    private static void Main()
    {
    }
}
